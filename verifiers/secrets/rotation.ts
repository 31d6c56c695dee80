/** The password that leaked opens nothing any more, and the new one has not leaked as well. */
import { fail, oneLine, pass, type CheckContext, type Observe } from 'docklab/verify';
import { leakOf } from '../shared/leaks.ts';
import { passwordsOf } from './passwords.ts';
import { askVault } from './shop.ts';

export const oldOneRefused: Observe = async (vault, { host, lab }) => {
  const { first } = await passwordsOf(host, lab);
  const answer = await askVault(vault, first, 'lamp');
  if (answer.is === 'silent')
    return fail(`The vault does not answer: ${oneLine(answer.reason, 80)}`);
  if (answer.status === 403)
    return pass('Whoever comes with the password of the launch is told that it is wrong.');
  return fail(
    `The vault still opens to the password that stood in the image: "${oneLine(answer.body, 60)}".`,
    'sh ask-vault.sh "$(docker run --rm $LAB_SHOP_IMAGE sh -c "echo \\$VAULT_PASSWORD")"',
  );
};

/** Shortest password that nobody guesses in time. */
const LEAST = 16;

export const newOneSecret: Observe = async (vault, { host, lab }) => {
  const passwords = await passwordsOf(host, lab);
  const { first, current } = passwords;
  if (current === undefined) return fail('The vault has no password in /vault/password any more.');
  if (current === first)
    return fail('The vault still has the password of the launch, which everybody may know by now.');
  if (current.length < LEAST || /^(.)\1*$/.test(current))
    return fail(
      `The new password has ${current.length} characters${current.length < LEAST ? '' : ', all the same'}: let a machine make one of at least ${LEAST}.`,
      'head -c 18 /dev/urandom | base64',
    );
  const fresh = { first: current, current, all: [current] };
  const leak = await leakOf(vault, host, fresh);
  if (leak) return fail(`The new password stands in ${leak.where}, at the vault.`, leak.see);
  return (
    (await inShop(host, lab, fresh)) ??
    pass('The vault has a new password, and it stands nowhere but in files.')
  );
};

async function inShop(
  host: CheckContext['host'],
  lab: CheckContext['lab'],
  fresh: { first: string; current: string; all: string[] },
) {
  const shop = await host.find(lab.container('shop'));
  if (shop.is !== 'running') return undefined;
  const leak = await leakOf(shop.target, host, fresh);
  if (leak) return fail(`The new password stands in ${leak.where}, at the shop.`, leak.see);
  const image = await host.image(shop.target.info.imageId, fresh.all);
  if (image.is === 'unread') return undefined;
  const files = [...image.present, ...image.hidden];
  const file = files.find(({ holds }) => holds.length > 0);
  if (file)
    return fail(
      `The new password is in the shop's image already, in ${oneLine(file.path, 80)}: it has leaked like the first one.`,
    );
  return image.mentions.length > 0
    ? fail("The new password stands in what the shop's image says of itself, like the first one.")
    : undefined;
}
