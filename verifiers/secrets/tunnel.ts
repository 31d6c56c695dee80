/** The tunnel: one device of the host, and nothing else of what `--privileged` gives. */
import {
  capabilitiesOf,
  couldNotTry,
  deviceRulesOf,
  fail,
  isReadOnly,
  mountOf,
  oneLine,
  pass,
  strike,
  unsupported,
  type DeviceRule,
  type Finding,
  type HttpRequest,
  type Observe,
  type Target,
  type VerifierHost,
} from 'docklab/verify';

const PORT = 8080;
/** `/dev/net/tun`: https://www.kernel.org/doc/Documentation/admin-guide/devices.txt */
const TUN = '10:200';

const hole = (script: string): HttpRequest => ({
  path: `/cgi-bin/tunnel?ping=${encodeURIComponent(`-c 1 127.0.0.1 > /dev/null\n${script}\n#`)}`,
});

export const isOpen: Observe = async (tunnel) => {
  const answer = await tunnel.http(PORT, { path: '/cgi-bin/tunnel' });
  if (answer.is === 'silent')
    return fail(`The tunnel does not answer on port ${PORT}: ${oneLine(answer.reason, 80)}`);
  return answer.body.includes('The tunnel is open.')
    ? pass('The tunnel opened /dev/net/tun.')
    : fail(
        `The tunnel has no device: ${oneLine(answer.body.trim(), 100)}. docker run has --device for that.`,
      );
};

/** Docker's default set, and what a tunnel is configured with. */
const USUAL = new Set(
  'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE NET_ADMIN'.split(
    ' ',
  ),
);
/** What every container may open: null, zero, full, random, urandom, tty, console, ptmx, pts, fuse on some engines. */
const OPEN_TO_ALL = /^c (1:[35789]|5:[012]|136:\*|10:229) /;

const opens = ({ access }: DeviceRule) => /[rw]/.test(access);
const asText = ({ type, numbers, access }: DeviceRule) => `${type} ${numbers} ${access}`;

export const onlyItsDevice: Observe = async (tunnel, { host }) =>
  (await tooManyRights(tunnel)) ??
  (await noWalls(tunnel)) ??
  (await otherDevices(tunnel, host)) ??
  pass(
    `Of the host's devices the tunnel has /dev/net/tun (${TUN}); its filter is on, and /proc/sys is read-only.`,
  );

async function tooManyRights(tunnel: Target): Promise<Finding | undefined> {
  for (const { status, argv } of await tunnel.processes()) {
    const extra = capabilitiesOf(status.caps.bounding).filter((name) => !USUAL.has(name));
    const shown =
      extra.slice(0, 4).join(', ') + (extra.length > 4 ? ` and ${extra.length - 4} more` : '');
    const who = oneLine(argv.join(' ') || status.name, 40);
    if (extra.length > 0)
      return fail(
        `\`${who}\` has ${shown} in reach${tunnel.info.privileged ? ', since --privileged gives every capability' : ''}. To open a device takes none.`,
      );
    if (status.seccomp !== 2)
      return fail(`Seccomp: ${status.seccomp} for \`${who}\`: no filter stands before the kernel.`);
  }
  return undefined;
}

async function noWalls(tunnel: Target): Promise<Finding | undefined> {
  const sys = mountOf(await tunnel.mounts(), '/proc/sys');
  return sys?.target === '/proc/sys' && isReadOnly(sys)
    ? undefined
    : fail(
        'The settings of the kernel, /proc/sys, can be written in the tunnel.',
        'docker exec $LAB_TUNNEL grep " /proc/sys " /proc/mounts',
      );
}

async function otherDevices(tunnel: Target, host: VerifierHost): Promise<Finding | undefined> {
  const rules = await deviceRulesOf(tunnel, host);
  const other = rules?.find(
    (rule) => opens(rule) && !OPEN_TO_ALL.test(asText(rule)) && rule.numbers !== TUN,
  );
  return other
    ? fail(
        `The tunnel may open more of the host's devices than its own: the kernel's list has "${asText(other)}".`,
        "docker inspect -f '{{.HostConfig.Devices}}' $LAB_TUNNEL",
      )
    : undefined;
}

/** A disk of the host as `MAJOR MINOR`; undefined where it has none that is more than memory. */
async function diskOf(host: VerifierHost): Promise<string | undefined> {
  const [list] = await host.read([{ get: 'list', path: '/sys/class/block' }]);
  const names =
    list?.is === 'list'
      ? list.names.filter((name) => !/^(loop|ram|zram|fd|sr|nbd)/.test(name))
      : [];
  const [first] = names.toSorted();
  if (first === undefined) return undefined;
  const [dev] = await host.read([{ get: 'text', path: `/sys/class/block/${first}/dev` }]);
  return dev?.is === 'text' ? dev.text.trim().replace(':', ' ') : undefined;
}

/** Reads one byte of the host's disk, by a node of its own or one that is there. Nothing is written to it. */
export const opensDisk: Observe = async (tunnel, { host }) => {
  const disk = await diskOf(host);
  if (disk === undefined) return unsupported('this host has no disk that could be opened.');
  const commands = `for d in /tmp /dev/shm /run /dev; do f=$d/dl-$$; mknod $f b ${disk} && break; done
for f in $f $(find /dev -type b | head -n 4); do
head -c 1 $f > /dev/null && echo opened $f; done; rm -f /tmp/dl-$$ /dev/shm/dl-$$ /run/dl-$$ /dev/dl-$$`;
  const { who, said } = await strike(tunnel, PORT, hole, commands);
  const [, opened] = /^opened (\S+)$/m.exec(said) ?? [];
  if (opened !== undefined)
    return fail(`${who} opened the host's disk (${disk.replace(' ', ':')}) and read from it.`);
  // EPERM by MKNOD or by the list of devices; EACCES where the file system has no devices.
  return /not permitted|permission denied/i.test(said)
    ? pass(`${who} tried to open the host's disk, and was refused.`)
    : couldNotTry(
        `The attack on the disk could not be tried, so it proves nothing: ${oneLine(said, 80) || 'no shell answered'}. Keep the tools of the lab's image.`,
      );
};
