/** The exam: a shop of three containers in which every weakness of the container lessons is to be found and closed. */
import { defineVerifier, type Check, type CheckKind } from 'docklab/verify';
import {
  cpusHeld,
  filtered,
  memoryHeld,
  noPlace,
  noRights,
  oneListener,
  ownBorders,
  pidsHeld,
  swapHeld,
} from './exam/controls.ts';
import { crowdServed, served } from './exam/customers.ts';
import { findPlace, plantProgram, reachKernel, rewriteApp, startHelpers } from './exam/inside.ts';
import {
  bookkeepersWindow,
  inOneFile,
  listProcesses,
  lookAround,
  readImages,
  readMemory,
  useLeaked,
} from './exam/outside.ts';
import { burnCpu, forkBomb, hogMemory, noBits, useRights } from './exam/shared.ts';
import { inAll } from './exam/stack.ts';
import { noNewPrivileges } from './shared/no-new-privileges.ts';
import { noRootGroup, noRootProcess } from './shared/no-root.ts';
import { rootReadOnly } from './shared/places.ts';

/** All three, and the office, which must not be stopped. */
const watch = { services: ['web', 'api', 'store', 'office'] };

type Words = readonly [id: string, expected: string, why: string, see: string];

const check =
  (kind: CheckKind) =>
  ([id, expected, why, see]: Words, observe: Check['observe']): Check => ({
    id,
    kind,
    expected,
    why,
    see,
    observe,
  });
const attack = check('attack');
const control = check('control');
const service = check('service');

const customers = service(
  [
    'customers-served',
    'A customer orders, finds the order again, and the very first order is still there.',
    'A shop that is shut is no safer, and nobody pays for it.',
    'sh customers.sh',
  ],
  served,
);

const crowd = service(
  [
    'crowd-served',
    'Thirty-two orders, eight at a time, are all taken within 12 seconds.',
    'A limit that strangles an app is soon taken away, and then there is none.',
    'sh customers.sh 8',
  ],
  crowdServed,
);

export default defineVerifier({
  lesson: 'exam',
  tasks: {
    'no-root': {
      watch,
      checks: [
        attack(
          [
            'rewrite-app',
            "An intruder with the app's rights can write neither its code nor the container's programs.",
            'A visit ends with its request; a changed script serves everyone who comes after.',
            "docker exec $LAB_WEB sh -c 'id; ls -lan /app'",
          ],
          inAll(rewriteApp),
        ),
        control(
          [
            'no-root-process',
            'No process of the three containers has uid 0.',
            'For uid 0 no mode counts, and outside of the container it is uid 0 as well.',
            'docker top $LAB_STORE',
          ],
          inAll(noRootProcess),
        ),
        control(
          [
            'no-root-group',
            'No process of the three containers is in group 0.',
            "Root's group may read or write much of a system, and of what is mounted.",
            "docker exec $LAB_WEB grep -E '^(Uid|Gid|Groups):' /proc/1/status",
          ],
          inAll(noRootGroup),
        ),
        customers,
      ],
    },
    'read-only': {
      watch,
      checks: [
        attack(
          [
            'plant-program',
            'Planting a program in a web root fails with "Read-only file system", for root too.',
            'What is planted stays when the intruder has gone.',
            'docker exec --user 0 $LAB_WEB touch /app/www/planted',
          ],
          inAll(plantProgram),
        ),
        attack(
          [
            'find-place',
            'In no folder can a program be left and started; only the orders of the store are let be.',
            'Most intrusions download a ready program, and need one folder to start it from.',
            'docker exec $LAB_API grep -w rw /proc/self/mounts',
          ],
          inAll(findPlace),
        ),
        control(
          [
            'root-mounted-ro',
            'The kernel has the root filesystem of all three mounted read-only.',
            'Then no user of the container, not even root, can change it.',
            "docker exec $LAB_STORE grep ' / / ' /proc/self/mountinfo",
          ],
          inAll(rootReadOnly),
        ),
        control(
          [
            'small-places',
            'All that is writable, but for the orders, is a tmpfs with noexec, nosuid, nodev and a size of 64 MB or less.',
            'A tmpfs is memory, and without a size it may take half of the machine.',
            'docker exec $LAB_WEB grep -w rw /proc/self/mounts',
          ],
          inAll(noPlace),
        ),
        customers,
      ],
    },
    setuid: {
      watch,
      checks: [
        attack(
          [
            'start-helpers',
            "Starting the image's helpers leaves an intruder who is nobody with no more rights.",
            'An intruder looks for setuid programs first: it is one command.',
            'docker exec --user 54321:54321 $LAB_WEB /usr/local/bin/asroot /bin/id',
          ],
          inAll(startHelpers),
        ),
        control(
          [
            'no-bits-in-image',
            'No file that a container of the three images sees has a setuid or setgid bit.',
            'Every such program is a door to the rights of its owner.',
            "docker run --rm --user 0 --entrypoint find $(docker inspect -f '{{.Image}}' $LAB_WEB) / -xdev -type f -perm /6000",
          ],
          noBits,
        ),
        control(
          [
            'nnp-in-force',
            'The kernel has NoNewPrivs: 1 for every process of the three.',
            'Then no program gives more rights than its caller has, whoever left it there.',
            'docker exec $LAB_WEB grep NoNewPrivs /proc/1/status',
          ],
          inAll(noNewPrivileges),
        ),
        customers,
      ],
    },
    borders: {
      watch,
      checks: [
        attack(
          [
            'list-processes',
            "From no container are the machine's own programs seen.",
            'Whoever sees a process reads its command line: sessions, paths, versions.',
            'docker exec $LAB_WEB ps',
          ],
          inAll(listProcesses),
        ),
        attack(
          [
            'read-memory',
            "From no container is the machine's shared memory read.",
            'Programs pass each other sessions and pages of databases through it.',
            'docker exec $LAB_STORE ls -l /dev/shm',
          ],
          inAll(readMemory),
        ),
        control(
          [
            'own-borders',
            'Each container has pid, net and ipc namespaces of its own.',
            'Whoever shares a namespace has all that the kernel keeps in it, and needs no exploit.',
            "docker inspect -f '{{.Name}} {{.HostConfig.PidMode}} {{.HostConfig.NetworkMode}} {{.HostConfig.IpcMode}}' $LAB_WEB $LAB_API $LAB_STORE",
          ],
          inAll(ownBorders),
        ),
        customers,
      ],
    },
    password: {
      watch,
      checks: [
        attack(
          [
            'look-around',
            'No environment, command line or label of the three holds a password of the store.',
            'Every child process inherits the environment, and docker inspect prints it.',
            "docker inspect -f '{{.Config.Env}}' $LAB_API $LAB_STORE",
          ],
          inAll(lookAround),
        ),
        attack(
          [
            'read-images',
            'No layer of the three images and no line of their history holds one.',
            'Whoever may pull an image reads all of its layers.',
            "docker history --no-trunc $(docker inspect -f '{{.Image}}' $LAB_API)",
          ],
          inAll(readImages),
        ),
        attack(
          [
            'use-leaked',
            'The store is closed to whoever comes with the password that leaked.',
            'Nobody can take back what somebody may have copied.',
            'docker inspect $LAB_STORE',
          ],
          inAll(useLeaked, ['store']),
        ),
        control(
          [
            'one-file',
            'A new password is in a mounted file at api and store, for their user alone, and nowhere at web.',
            'A file has an owner and a mode. A variable has neither.',
            "docker inspect -f '{{.Name}} {{.Mounts}}' $LAB_API $LAB_STORE $LAB_WEB",
          ],
          inAll(inOneFile),
        ),
        customers,
      ],
    },
    'second-app': {
      watch,
      checks: [
        attack(
          [
            'second-door',
            'Whoever has no password gets no order, at whichever port.',
            'What nobody looks after is what an intruder looks for.',
            'docker run --rm --network $LAB_NET $LAB_BASE wget -qO- http://$LAB_STORE:2323/orders',
          ],
          inAll(bookkeepersWindow, ['store']),
        ),
        control(
          [
            'one-listener',
            'In each container one app listens, on one port.',
            'Two apps in one container share files, rights and faults.',
            'docker exec $LAB_STORE netstat -tln',
          ],
          inAll(oneListener),
        ),
        customers,
      ],
    },
    capabilities: {
      watch,
      checks: [
        attack(
          [
            'use-rights',
            'Root in a container can give no file away, make no device, open no raw socket and not name the machine.',
            'A bug in any program may make an intruder root of the container: then these rights are what counts.',
            'docker exec --user 0 $LAB_API hostname "$(docker exec $LAB_API hostname)"',
          ],
          inAll(useRights),
        ),
        control(
          [
            'no-rights',
            'No process of the three has any capability in reach.',
            'The shop needs none, and every one that is left is a call that an intruder may make.',
            'docker exec $LAB_API grep Cap /proc/1/status',
          ],
          inAll(noRights),
        ),
        customers,
      ],
    },
    filter: {
      watch,
      checks: [
        attack(
          [
            'reach-kernel',
            "From no container are the kernel's keyring or a new namespace reached.",
            'CVE-2022-0185 began with a namespace that an unfiltered container may make.',
            'docker exec --user 0 $LAB_STORE unshare -U true',
          ],
          inAll(reachKernel),
        ),
        control(
          [
            'filter-on',
            'A filter that stops what the default one stops is in force for every process.',
            'Some forty calls that no service makes lead into rarely used code of the kernel.',
            'docker exec $LAB_STORE grep Seccomp: /proc/1/status',
          ],
          inAll(filtered),
        ),
        customers,
      ],
    },
    limits: {
      watch,
      checks: [
        attack(
          [
            'memory-hog',
            'A process in web that wants 128 MB is killed at the limit.',
            'When the machine runs out of memory, the kernel kills a process somewhere.',
            'docker exec $LAB_WEB dd if=/dev/zero of=/dev/null bs=128M count=1',
          ],
          hogMemory,
        ),
        attack(
          [
            'fork-bomb',
            'A bomb in web that makes 150 processes is refused at the limit.',
            'Process numbers are shared by the whole machine.',
            "docker inspect -f '{{.HostConfig.PidsLimit}}' $LAB_WEB",
          ],
          forkBomb,
        ),
        attack(
          [
            'cpu-burn',
            'Two burners in web are held back.',
            'Whoever mines coins in web takes the time from everybody else.',
            'docker stats --no-stream $LAB_WEB',
          ],
          burnCpu,
        ),
        control(
          [
            'memory-held',
            'The kernel holds each of the three to 64 MB of memory or less.',
            'One of them is enough to take all of it.',
            "docker inspect -f '{{.Name}} {{.HostConfig.Memory}}' $LAB_WEB $LAB_API $LAB_STORE",
          ],
          inAll(memoryHeld),
        ),
        control(
          [
            'swap-held',
            'Memory and swap together are held to 64 MB or less.',
            'A hog in swap keeps the disk busy, and everybody waits for it.',
            "docker inspect -f '{{.Name}} {{.HostConfig.MemorySwap}}' $LAB_WEB $LAB_API $LAB_STORE",
          ],
          inAll(swapHeld),
        ),
        control(
          [
            'pids-held',
            'The kernel holds each of the three to 100 processes or less.',
            'Without a process number nobody can log in to end the bomb.',
            "docker inspect -f '{{.Name}} {{.HostConfig.PidsLimit}}' $LAB_WEB $LAB_API $LAB_STORE",
          ],
          inAll(pidsHeld),
        ),
        control(
          [
            'cpu-held',
            'The kernel holds each of the three to one CPU or less.',
            'The others of the machine need some, too.',
            "docker inspect -f '{{.Name}} {{.HostConfig.NanoCpus}} {{.HostConfig.CpuQuota}}' $LAB_WEB $LAB_API $LAB_STORE",
          ],
          inAll(cpusHeld),
        ),
        crowd,
      ],
    },
  },
});
