/** The shop and the vault: what customers get, and what the vault says to whom. */
import { fail, oneLine, pass, type HttpRequest, type Observe, type Target } from 'docklab/verify';
import { passwordsOf } from './passwords.ts';

const PORT = 8080;

const short = (said: string) => oneLine(said.trim(), 120);

const question = (password: string, item: string): HttpRequest => ({
  method: 'POST',
  path: '/cgi-bin/stock',
  body: `${password}\n${item}`,
});

/** What the vault answers whoever has this password, asked over its own network. */
export const askVault = (vault: Target, password: string, item: string) =>
  vault.http(PORT, question(password, item));

/** A customer asks for an item, and gets what the vault says of it. */
export const tellsStock: Observe = async (shop, { host, lab }) => {
  const item = `lamp ${Math.floor(Math.random() * 1e6)}`;
  const told = await shop.http(PORT, { path: `/cgi-bin/stock?item=${encodeURIComponent(item)}` });
  if (told.is === 'silent')
    return fail(`The shop does not answer on port ${PORT}: ${short(told.reason)}`);
  const vault = await host.find(lab.container('vault'));
  if (vault.is !== 'running')
    return fail(`The shop has nobody to ask: ${vault.feedback}`, vault.see);
  const { current } = await passwordsOf(host, lab);
  if (current === undefined)
    return fail('The vault has no password in /vault/password any more, so nobody can ask it.');
  const truth = await askVault(vault.target, current, item);
  if (truth.is === 'answered' && truth.status === 200 && told.body.includes(truth.body.trim()))
    return pass('A customer asked for an item, and the shop said what the vault says.');
  return fail(`The shop does not know what is in stock: ${whyNot(told.body)}`);
};

function whyNot(said: string): string {
  if (said.includes('Wrong password'))
    return 'the vault refuses its password. Is it the one that you set, and does VAULT_PASSWORD_FILE name the file?';
  if (/permission denied/i.test(said))
    return `it may not read its password file (${short(said)}). Whose is the file, and as whom does the shop run?`;
  if (/can't open/i.test(said)) return `it does not find its password file (${short(said)}).`;
  return short(said) === '' ? 'the vault gave no answer. Are both on $LAB_NET?' : short(said);
}
