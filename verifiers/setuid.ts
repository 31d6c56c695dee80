/** Lesson `setuid`: an image without setuid and setgid bits, in a container in which nobody can gain rights by starting a program. */
import { checksOf, defineVerifier } from 'docklab/verify';
import { startFix, startPlanted, startTicket } from './setuid/attacks.ts';
import { showsDepartures } from './setuid/board.ts';
import { capsDropped } from './setuid/controls.ts';
import { noBitsInImageOf } from './shared/bits-of-image.ts';
import { noNewPrivileges } from './shared/no-new-privileges.ts';

const { attack, service, control } = checksOf('web');

const boardAnswers = service(
  {
    id: 'board-answers',
    expected: 'The board shows the departures that the office wrote into the shared volume.',
    why: 'Hardening that stops the ferry will be undone by the first captain.',
    see: 'sh board.sh',
  },
  showsDepartures,
);

const watch = { services: ['web'] };

export default defineVerifier({
  lesson: 'setuid',
  tasks: {
    'bits-stripped': {
      watch,
      checks: [
        control(
          {
            id: 'no-bits-in-image',
            expected: 'No file that a container of your image sees has a setuid or setgid bit.',
            why: 'Every such program is a door to the rights of its owner, open to whoever runs code in the container.',
            see: "docker run --rm --user 0 --entrypoint find $(docker inspect -f '{{.Image}}' $LAB_WEB) / -xdev -type f -perm /6000",
          },
          noBitsInImageOf('web', 'sh rebuild.sh'),
        ),
        attack(
          {
            id: 'start-planted',
            expected: "Starting the image's helpers leaves an attacker with the rights of the app.",
            why: 'An attacker in an app looks for setuid programs first: it is one command.',
            see: "sh attack.sh '/usr/local/bin/asroot /bin/id'",
          },
          startPlanted,
        ),
        boardAnswers,
      ],
    },
    'no-new-privileges': {
      watch,
      checks: [
        control(
          {
            id: 'nnp-in-force',
            expected: 'The kernel has NoNewPrivs: 1 for every process of the container.',
            why: 'Then no program gives more rights than its caller has, whoever left it there and wherever.',
            see: 'docker exec $LAB_WEB grep NoNewPrivs /proc/1/status',
          },
          noNewPrivileges,
        ),
        attack(
          {
            id: 'start-fix',
            expected:
              'The setuid program of the shared volume leaves an attacker with the rights of the app.',
            why: 'What is mounted is not of your image, and somebody else decides what is in it.',
            see: "sh attack.sh '/shared/kims-fix /bin/id'",
          },
          startFix,
        ),
        boardAnswers,
      ],
    },
    'caps-dropped': {
      watch,
      checks: [
        control(
          {
            id: 'caps-out-of-reach',
            expected:
              'Neither SETUID nor SETGID is in the bounding set of any process of the container.',
            why: 'What is not in the bounding set can be had by no program and by no root of the container.',
            see: 'docker exec $LAB_WEB grep CapBnd /proc/1/status',
          },
          capsDropped,
        ),
        attack(
          {
            id: 'start-ticket',
            expected:
              'A program with the file capabilities to become anybody does not make an attacker root.',
            why: 'A file capability does what a setuid bit does, and no search for mode bits shows it.',
            see: "sh attack.sh '/opt/till/bin/print-ticket /bin/id'",
          },
          startTicket,
        ),
        boardAnswers,
      ],
    },
  },
});
