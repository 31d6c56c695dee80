/** Lesson `capabilities`: two services of root, each with the capabilities that it needs and no other. */
import { checksOf, defineVerifier } from 'docklab/verify';
import { attackBook, attackLine, attackMachine } from './capabilities/attacks.ts';
import { noSysAdmin, onlyNeeds } from './capabilities/controls.ts';
import { BOOK, findsTheBook, LINE, takesEntries } from './capabilities/sites.ts';

const book = checksOf('book');
const line = checksOf('line');

const lineWorks = line.service(
  {
    id: 'line-works',
    expected: 'The tester finds the guest book on the wire.',
    why: 'A service that lost a right which it needs gets all of them back from whoever is on call.',
    see: 'sh visit.sh line host $LAB_BOOK',
  },
  findsTheBook,
);

export default defineVerifier({
  lesson: 'capabilities',
  tasks: {
    'no-sys-admin': {
      watch: { services: ['line', 'book'] },
      checks: [
        line.control(
          {
            id: 'admin-gone',
            expected: 'No process of the tester has SYS_ADMIN in any of its sets.',
            why: 'It is the right to mount, and to a hundred other things: with it, a container is no wall.',
            see: 'docker exec $LAB_LINE grep Cap /proc/1/status',
          },
          noSysAdmin,
        ),
        line.attack(
          {
            id: 'rule-machine',
            expected: 'An attacker in the tester cannot do what SYS_ADMIN is for.',
            why: 'Who may set the name of the machine may also mount, and write to what is read-only.',
            see: 'sh attack.sh line \'hostname "$(hostname)"\'',
          },
          attackMachine(LINE),
        ),
        lineWorks,
      ],
    },
    'line-least': {
      watch: { services: ['line', 'book'] },
      checks: [
        line.control(
          {
            id: 'line-only-raw',
            expected: 'The tester has NET_RAW in reach and nothing else.',
            why: 'Every capability that is left is a call that an attacker may make.',
            see: 'docker exec $LAB_LINE grep Cap /proc/1/status',
          },
          onlyNeeds(LINE),
        ),
        line.attack(
          {
            id: 'line-own-and-make',
            expected: 'An attacker in the tester can give no file away and make no device.',
            why: 'The tester never does either, so whoever does is not the tester.',
            see: "sh attack.sh line 'mknod /dev/shm/disk b 7 99'",
          },
          attackLine(LINE),
        ),
        lineWorks,
      ],
    },
    'book-least': {
      watch: { services: ['book'] },
      checks: [
        book.control(
          {
            id: 'book-only-needs',
            expected: 'The guest book has at most DAC_OVERRIDE in reach.',
            why: "Docker's default set is fourteen rights, chosen so that no image breaks, not for yours.",
            see: 'docker exec $LAB_BOOK grep Cap /proc/1/status',
          },
          onlyNeeds(BOOK),
        ),
        book.attack(
          {
            id: 'book-own-make-sniff',
            expected:
              'An attacker in the book can give no file away, make no device, open no raw socket.',
            why: 'With a raw socket they lie to the neighbours about who has which address.',
            see: "sh attack.sh book 'arping -c 1 -w 1 -I lo 127.0.0.1'",
          },
          attackBook(BOOK),
        ),
        book.service(
          {
            id: 'book-takes-entries',
            expected: 'Visitors can sign the book and read what they wrote.',
            why: 'A book that nobody can sign is not hardened, it is closed.',
            see: "sh visit.sh book sign 'hello'",
          },
          takesEntries,
        ),
      ],
    },
  },
});
