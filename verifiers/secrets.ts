/** Lesson `secrets`: a password in a file for one user, in no image, and changed because it had leaked. */
import { checksOf, defineVerifier } from 'docklab/verify';
import { mountedForShop } from './secrets/file.ts';
import { holdsNothing, saysNothing } from './secrets/image.ts';
import { notInEnvironment } from './secrets/places.ts';
import { newOneSecret, oldOneRefused } from './secrets/rotation.ts';
import { tellsStock } from './secrets/shop.ts';
import { isOpen, onlyItsDevice, opensDisk } from './secrets/tunnel.ts';

const shop = checksOf('shop');
const vault = checksOf('vault');
const tunnel = checksOf('tunnel');

const shopWorks = shop.service(
  {
    id: 'shop-works',
    expected: 'Customers are told what the vault has in stock.',
    why: 'A shop that cannot ask gets its old settings back before lunch.',
    see: 'sh visit.sh item lamp',
  },
  tellsStock,
);

const watch = { services: ['shop', 'vault'] };

export default defineVerifier({
  lesson: 'secrets',
  tasks: {
    file: {
      watch,
      checks: [
        shop.attack(
          {
            id: 'look-around',
            expected:
              'No environment, no command line and no label of the shop holds a password of the vault.',
            why: 'Every child process inherits the environment, every crash report copies it, and docker inspect prints it.',
            see: 'docker inspect -f "{{.Config.Env}}" $LAB_SHOP',
          },
          notInEnvironment,
        ),
        shop.control(
          {
            id: 'mounted-file',
            expected:
              "The vault's password is in a mounted file that the shop's user may read, and no other.",
            why: 'A file has an owner and a mode. A variable has neither.',
            see: "docker inspect -f '{{.Mounts}}' $LAB_SHOP",
          },
          mountedForShop,
        ),
        shopWorks,
      ],
    },
    image: {
      watch,
      checks: [
        shop.attack(
          {
            id: 'read-history',
            expected: 'The image says no password, in its history or its configuration.',
            why: 'Whoever may pull an image may read both, and needs no container for it.',
            see: "docker history --no-trunc $(docker inspect -f '{{.Image}}' $LAB_SHOP)",
          },
          saysNothing,
        ),
        shop.control(
          {
            id: 'clean-layers',
            expected: 'No layer of the image has a file with a password in it.',
            why: 'A layer is never changed by a later one. What was in it once is in it for ever.',
            see: "docker save $(docker inspect -f '{{.Image}}' $LAB_SHOP) | tar -t",
          },
          holdsNothing,
        ),
        shopWorks,
      ],
    },
    rotated: {
      watch,
      checks: [
        vault.attack(
          {
            id: 'old-password',
            expected: 'The vault is closed to whoever comes with the password that leaked.',
            why: 'Nobody can take back what somebody may have copied.',
            see: 'sh ask-vault.sh PASSWORD',
          },
          oldOneRefused,
        ),
        vault.control(
          {
            id: 'new-is-secret',
            expected:
              'The vault has a new password, which stands in no environment and in no image.',
            why: 'A password that goes the way of the first one is the next that leaks.',
            see: 'docker inspect -f "{{.Config.Env}}" $LAB_VAULT',
          },
          newOneSecret,
        ),
        shopWorks,
      ],
    },
    device: {
      watch: { services: ['tunnel'] },
      checks: [
        tunnel.control(
          {
            id: 'one-device',
            expected:
              'The tunnel may open /dev/net/tun and what every container may, and has its walls.',
            why: '--privileged is not one right: it takes away the filter, the list of devices, and what keeps /proc read-only.',
            see: 'docker exec $LAB_TUNNEL grep -E "CapBnd|Seccomp:" /proc/1/status',
          },
          onlyItsDevice,
        ),
        tunnel.attack(
          {
            id: 'open-disk',
            expected: "An attacker in the tunnel cannot open the host's disk.",
            why: 'Whoever reads the disk reads every secret of this lesson, and all others of the machine.',
            see: 'sh tunnel.sh attack',
          },
          opensDisk,
        ),
        tunnel.service(
          {
            id: 'tunnel-open',
            expected: 'The tunnel opens its device.',
            why: 'Without it the branches hear nothing, and somebody adds --privileged again.',
            see: 'docker exec $LAB_TUNNEL sh -c "exec 3<> /dev/net/tun && echo open"',
          },
          isOpen,
        ),
      ],
    },
  },
});
