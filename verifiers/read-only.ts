/** Lesson `read-only`: a guest book in whose container nobody can change or add a program, yet it keeps notes. */
import { checksOf, defineVerifier } from 'docklab/verify';
import { fillUp, plantProgram, searchPlace, startDropped } from './read-only/attacks.ts';
import { limited, noOtherPlace, notExecutable } from './read-only/controls.ts';
import { keepsNotes } from './read-only/guest-book.ts';
import { rootReadOnly } from './shared/places.ts';

const { attack, service, control } = checksOf('web');

const stillServes = service(
  {
    id: 'note-kept',
    expected: 'The guest book keeps a note and shows it again.',
    why: 'When hardening breaks an app, people take away the hardening.',
    see: "bash web.sh note 'I was here'; bash web.sh get /cgi-bin/guestbook",
  },
  keepsNotes,
);

const watch = { services: ['web'] };

export default defineVerifier({
  lesson: 'read-only',
  tasks: {
    'root-is-read-only': {
      watch,
      checks: [
        control(
          {
            id: 'root-mounted-ro',
            expected: 'The kernel has the root filesystem of the container mounted read-only.',
            why: 'Then no user of the container, not even root, can change or add a file on it.',
            see: "docker exec $LAB_WEB grep ' / / ' /proc/self/mountinfo",
          },
          rootReadOnly,
        ),
        attack(
          {
            id: 'plant-program',
            expected: 'Planting a program in the web root fails with "Read-only file system".',
            why: 'What is planted stays when the attacker has gone, and meets every visitor.',
            see: "bash web.sh attack 'echo owned >/www/owned.html'",
          },
          plantProgram,
        ),
        stillServes,
      ],
    },
    'notes-not-executable': {
      watch,
      checks: [
        control(
          {
            id: 'notes-noexec',
            expected: 'The notes are on a tmpfs mounted with noexec, nosuid and nodev.',
            why: 'A place to write to and start from is all that a dropped program needs.',
            see: 'docker exec $LAB_WEB grep tmpfs /proc/self/mountinfo',
          },
          notExecutable,
        ),
        attack(
          {
            id: 'start-dropped',
            expected: 'Starting a program dropped beside the notes fails with "Permission denied".',
            why: 'Most intrusions download a ready program, make it executable and start it.',
            see: "bash web.sh attack 'cd /data; cp /bin/busybox x; ./x id; rm x'",
          },
          startDropped,
        ),
        stillServes,
      ],
    },
    'notes-sized': {
      watch,
      checks: [
        control(
          {
            id: 'notes-limited',
            expected: 'The tmpfs of the notes names a size of 16 MB or less.',
            why: 'A tmpfs is memory. Without a size it may take half of what the machine has.',
            see: 'docker exec $LAB_WEB df -h',
          },
          limited,
        ),
        attack(
          {
            id: 'fill-up',
            expected: 'Writing 32 MB beside the notes stops with "No space left on device".',
            why: 'Who fills the disk or the memory of the host stops its other containers too.',
            see: "bash web.sh attack 'cd /data; dd if=/dev/zero of=x bs=1M count=32; rm x'",
          },
          fillUp,
        ),
        stillServes,
      ],
    },
    'nowhere-else': {
      watch,
      checks: [
        control(
          {
            id: 'no-other-place',
            expected:
              'Whatever else is writable is a sized tmpfs with noexec, nosuid and nodev, or closed to the user of the container.',
            why: 'One forgotten place is enough, and an attacker tries them all.',
            see: "docker exec $LAB_WEB sh -c 'id; ls -ld /dev; grep -w rw /proc/self/mounts'",
          },
          noOtherPlace,
        ),
        attack(
          {
            id: 'search-place',
            expected:
              'In no other directory of the container can a program be written and started.',
            why: 'An attacker needs one directory, whichever it is.',
            see: "bash web.sh attack 'cd /dev; cp /bin/busybox x; ./x id; rm x'",
          },
          searchPlace,
        ),
        stillServes,
      ],
    },
  },
});
