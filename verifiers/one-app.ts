/** Lesson `one-app`: a counter and a baker in containers of their own, which notice a fault, come back, and are patched. */
import { defineVerifier } from 'docklab/verify';
import { reachesBaker, runsCommands } from './one-app/attacks.ts';
import { bakes } from './one-app/bakery.ts';
import { check, of, ofBoth } from './one-app/checks.ts';
import { comesBack, noticesCrash, noticesHang } from './one-app/faults.ts';
import { isPatched } from './one-app/patch.ts';
import { oneApp } from './one-app/tree.ts';

const watch = { services: ['counter', 'baker'] };

const orderBaked = check(
  'service',
  {
    id: 'order-baked',
    expected: 'What a customer orders at the counter, the baker bakes within 6 seconds.',
    why: 'Two halves that do not find each other are worth less than one whole.',
    see: 'sh visit.sh rye',
  },
  bakes,
);

export default defineVerifier({
  lesson: 'one-app',
  tasks: {
    split: {
      watch,
      checks: [
        check(
          'control',
          {
            id: 'one-app-each',
            expected: '$LAB_COUNTER runs the web server alone, and one-app-baker the baker alone.',
            why: 'The engine looks after a container by its first process. What runs beside it is nobody’s.',
            see: 'docker top $LAB_COUNTER; docker top one-app-baker',
          },
          ofBoth((target, _, name) => oneApp(target, name)),
        ),
        check(
          'attack',
          {
            id: 'reach-baker',
            expected: 'A visitor who runs commands at the counter sees no process of the baker.',
            why: 'In one container they share processes, files, environment and rights: who has one has the other.',
            see: 'sh attack.sh ps',
          },
          of('counter', reachesBaker),
        ),
        check(
          'attack',
          {
            id: 'half-dead',
            expected:
              'When docklab kills the app of a container, the container ends, starts again or is unhealthy within 12 seconds.',
            why: 'A container that is up and healthy while half of it is dead is believed by everybody.',
            see: 'docker ps --filter name=one-app',
          },
          ofBoth(noticesCrash),
        ),
        orderBaked,
      ],
    },
    'comes-back': {
      watch,
      checks: [
        check(
          'control',
          {
            id: 'back-by-itself',
            expected:
              'When docklab kills the app of a container, it is back within 10 seconds, as another process.',
            why: 'Programs crash at night, and attackers make them crash.',
            see: "docker inspect -f '{{json .HostConfig.RestartPolicy}} {{.RestartCount}}' $LAB_COUNTER one-app-baker",
          },
          ofBoth(comesBack),
        ),
        // Before the hang, which takes longest: they take turns.
        orderBaked,
        check(
          'attack',
          {
            id: 'hang',
            expected:
              'When docklab makes the app of a container hang, the container is unhealthy within 12 seconds.',
            why: 'What hangs has not ended, so no restart policy helps; somebody has to ask.',
            see: 'docker ps --filter name=one-app',
          },
          async (context) => {
            const baker = await noticesHang(context, 'baker');
            if (baker.is !== 'pass') return baker;
            const counter = await noticesHang(context, 'counter');
            return counter.is === 'pass'
              ? { is: 'pass', observed: `${baker.observed} ${counter.observed}` }
              : counter;
          },
        ),
      ],
    },
    patched: {
      watch,
      checks: [
        check(
          'control',
          {
            id: 'patched-images',
            expected: 'Both containers run an image in which forms has no hole.',
            why: 'What counts is what runs, not what was built and not what a tag says.',
            see: 'docker exec $LAB_COUNTER cat /usr/lib/forms/VERSION',
          },
          ofBoth(isPatched),
        ),
        check(
          'attack',
          {
            id: 'run-command',
            expected: 'A form of a made-up type is refused, and its type is not run.',
            why: 'Everybody who has read the bulletin can send it. That is how they came to Equifax.',
            see: 'sh attack.sh id',
          },
          of('counter', runsCommands),
        ),
        orderBaked,
      ],
    },
  },
});
