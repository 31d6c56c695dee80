/** Lesson `seccomp`: a profile that denies two families of calls, whichever way they are made, and a filter that is on again. */
import { checksOf, defineVerifier, type Check, type Observe } from 'docklab/verify';
import { changeBy, reachKernel } from './seccomp/attacks.ts';
import { MODES, OWNERS } from './shared/calls.ts';
import { atLeastDefault } from './shared/filter.ts';
import { brokenProfiles, denies, withoutSeccomp } from './seccomp/controls.ts';
import { tracksParcels } from './seccomp/depot.ts';

const depot = checksOf('depot');
const annex = checksOf('annex');

/** Nothing is asked of a host without the mechanism. */
const whereSeccomp =
  (observe: Observe): Observe =>
  async (target, context) =>
    withoutSeccomp(context.host) ?? observe(target, context);

/** A profile that is none leaves no container behind, and one that is too strict one that has ended. */
const orNoContainer = (service: 'depot' | 'annex', check: Check): Check => ({
  ...check,
  observe: async (context) => {
    const finding = await check.observe(context);
    if (finding.is !== 'fail') return finding;
    const found = await context.host.find(context.lab.container(service));
    if (found.is === 'running') return finding;
    const tooStrict =
      found.is === 'missing'
        ? ''
        : ' A profile without a call that the server needs ends it like this.';
    const broken = await brokenProfiles(context.host);
    return { ...finding, observed: finding.observed + (broken || tooStrict) };
  },
});

const depotWorks = depot.service(
  {
    id: 'depot-works',
    expected: 'Customers load parcels and find them again.',
    why: 'A filter that stops a call which the service needs will be taken off by whoever is on call.',
    see: 'sh visit.sh depot track 1',
  },
  tracksParcels,
);

export default defineVerifier({
  lesson: 'seccomp',
  tasks: {
    modes: {
      watch: { services: ['depot'] },
      checks: [
        orNoContainer(
          'depot',
          depot.control(
            {
              id: 'modes-denied',
              expected:
                'A filter is in force that denies every call which changes a mode, on x86-64 and arm64.',
              why: 'What the profile does not name is allowed, and an attacker needs one call of four.',
              see: "docker inspect -f '{{.HostConfig.SecurityOpt}}' $LAB_DEPOT",
            },
            whereSeccomp(denies(MODES)),
          ),
        ),
        depot.attack(
          {
            id: 'change-mode',
            expected: 'An attacker in the depot changes no mode, by whichever call.',
            why: 'With one mode changed, a file in the shared volume is a program that runs as root.',
            see: 'sh calls.sh depot',
          },
          whereSeccomp(changeBy('depot', MODES)),
        ),
        depotWorks,
      ],
    },
    owners: {
      watch: { services: ['depot'] },
      checks: [
        orNoContainer(
          'depot',
          depot.control(
            {
              id: 'owners-denied',
              expected:
                'A filter is in force that denies every call which changes an owner, on x86-64 and arm64.',
              why: 'A setuid program is worth what its owner is.',
              see: "docker inspect -f '{{.HostConfig.SecurityOpt}}' $LAB_DEPOT",
            },
            whereSeccomp(denies(OWNERS)),
          ),
        ),
        depot.attack(
          {
            id: 'change-owner',
            expected: 'An attacker in the depot changes no owner, by whichever call.',
            why: 'Giving a file to somebody is how a trap gets the right name on it.',
            see: 'sh calls.sh depot owners',
          },
          whereSeccomp(changeBy('depot', OWNERS)),
        ),
        depotWorks,
      ],
    },
    'filter-on': {
      watch: { services: ['annex'] },
      checks: [
        orNoContainer(
          'annex',
          annex.control(
            {
              id: 'annex-filtered',
              expected:
                "Every process of the annex is filtered: no keyring of the kernel's, and no namespace.",
              why: 'Some forty calls that no service makes lead straight into rarely used code of the kernel.',
              see: 'docker exec $LAB_ANNEX grep Seccomp: /proc/1/status',
            },
            whereSeccomp(atLeastDefault),
          ),
        ),
        annex.attack(
          {
            id: 'reach-kernel',
            expected:
              "An attacker in the annex reaches neither the kernel's keyring nor a namespace.",
            why: 'CVE-2022-0185 began with a namespace that an unfiltered container may make.',
            see: 'sh keyring.sh annex',
          },
          whereSeccomp(reachKernel),
        ),
        annex.service(
          {
            id: 'annex-works',
            expected: 'The annex still finds parcels.',
            why: 'Somebody turned the filter off because something failed: see that it does not.',
            see: 'sh visit.sh annex track 1',
          },
          tracksParcels,
        ),
      ],
    },
  },
});
