/** Lesson `cgroups`: a press that took what it liked of the machine is held to what it needs. */
import { checksOf, defineVerifier } from 'docklab/verify';
import { burnCpu, floodDisk, forgeLog, forkBomb, hogMemory } from './cgroups/attacks.ts';
import {
  cpusHeld,
  memoryHeld,
  noHostDevice,
  pidsHeld,
  swapHeld,
  writesHeld,
} from './cgroups/controls.ts';
import { drawsPosters } from './cgroups/press.ts';

const { attack, service, control } = checksOf('poster');

const stillDraws = service(
  {
    id: 'poster-drawn',
    expected: 'The press draws, copies and keeps an ordinary poster within 7 seconds.',
    why: 'A limit that strangles an app is soon taken away, and then there is none.',
    see: 'sh visit.sh',
  },
  drawsPosters,
);

const watch = { services: ['poster', 'till'] };

export default defineVerifier({
  lesson: 'cgroups',
  tasks: {
    memory: {
      watch,
      checks: [
        control(
          {
            id: 'memory-held',
            expected: 'The kernel holds the press to 64 MB of memory or less.',
            why: 'When a machine runs out of memory the kernel kills a process somewhere, and it need not be the one that took too much.',
            see: 'sh limits.sh $LAB_POSTER',
          },
          memoryHeld,
        ),
        control(
          {
            id: 'swap-held',
            expected: 'Memory and swap together are held to 64 MB or less.',
            why: 'A hog in swap keeps the disk of the machine busy, and everybody else waits for it.',
            see: 'sh limits.sh $LAB_POSTER',
          },
          swapHeld,
        ),
        attack(
          {
            id: 'memory-hog',
            expected: 'A process in the press that wants 128 MB is killed at the limit.',
            why: 'One order for a large enough poster is all that it takes.',
            see: 'sh visit.sh mb=128',
          },
          hogMemory,
        ),
        stillDraws,
      ],
    },
    processes: {
      watch,
      checks: [
        control(
          {
            id: 'pids-held',
            expected: 'The kernel holds the press to 64 processes or less.',
            why: 'Process numbers are shared by the whole machine; without one nobody can log in to end the bomb.',
            see: 'sh limits.sh $LAB_POSTER',
          },
          pidsHeld,
        ),
        attack(
          {
            id: 'fork-bomb',
            expected: 'A bomb in the press that makes 150 processes is refused at the limit.',
            why: 'A fork bomb needs no right and no tool but a shell.',
            see: 'sh visit.sh copies=150',
          },
          forkBomb,
        ),
        stillDraws,
      ],
    },
    cpu: {
      watch,
      checks: [
        control(
          {
            id: 'cpu-held',
            expected: 'The kernel holds the press to half a CPU or less.',
            why: 'Whoever takes all CPU time makes every neighbour slow, and earns money with it where the work is a miner’s.',
            see: 'sh limits.sh $LAB_POSTER',
          },
          cpusHeld,
        ),
        attack(
          {
            id: 'cpu-burner',
            expected: 'Two burners in the press are held back by the kernel.',
            why: 'Without a quota they get as much as the scheduler can give.',
            see: 'sh visit.sh finish=3 & sleep 1; docker exec $LAB_TILL probe',
          },
          burnCpu,
        ),
        stillDraws,
      ],
    },
    device: {
      watch,
      checks: [
        control(
          {
            id: 'no-host-device',
            expected: 'The press may open no device but those that every container has.',
            why: 'A device is a door to the kernel, and to everything that the kernel does with it.',
            see: 'docker inspect -f "{{json .HostConfig.Devices}} {{json .HostConfig.DeviceCgroupRules}}" $LAB_POSTER',
          },
          noHostDevice,
        ),
        attack(
          {
            id: 'forge-log',
            expected:
              "Opening the log of the host's kernel for writing is refused, whatever the node is called.",
            why: 'Who can write lines into a log can bury the true ones, and put alarms in.',
            see: "docker exec $LAB_POSTER sh -c 'ls -l /dev/kmsg; echo hello >/dev/kmsg'",
          },
          forgeLog,
        ),
        stillDraws,
      ],
    },
    disk: {
      watch,
      checks: [
        control(
          {
            id: 'writes-held',
            expected: 'The kernel lets the press write 8 MB a second or less to its disk.',
            why: 'A disk serves everybody in turn: who writes without pause makes the others wait.',
            see: 'sh limits.sh $LAB_POSTER; sh disk.sh',
          },
          writesHeld,
        ),
        attack(
          {
            id: 'disk-flood',
            expected: 'Writing 4 MB in one go is slowed to that rate.',
            why: 'Flooding a disk needs no right but that to write a file.',
            see: 'time sh visit.sh keep=16',
          },
          floodDisk,
        ),
        stillDraws,
      ],
    },
  },
});
