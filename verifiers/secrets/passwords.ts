/** Which passwords there are to be found: the one of the launch, and the one that the vault has now. */
import { Search, type LabNames, type VerifierHost } from 'docklab/verify';

export interface Passwords {
  first: string;
  /** Undefined where the vault does not run or keeps it elsewhere. */
  current: string | undefined;
  /** Those that are different, the first one first: what is searched for. */
  all: readonly string[];
}

export async function passwordsOf(host: VerifierHost, lab: LabNames): Promise<Passwords> {
  const first = lab.secret('password');
  const vault = await host.find(lab.container('vault'));
  const kept = vault.is === 'running' ? await vault.target.file('/vault/password') : undefined;
  const current = kept?.trim() || undefined;
  return {
    first,
    current,
    all: current === undefined || current === first ? [first] : [first, current],
  };
}

/** By its place in `all`. */
export const nameOf = ({ all }: Passwords, at: number): string =>
  all.length < 2 ? 'the password' : at === 0 ? 'the first password' : 'the new password';

/** The first of them that a text holds, as it stands or in base64. */
export function heldBy(passwords: Passwords, text: string): string | undefined {
  const [at] = new Search(passwords.all).inText(text);
  return at === undefined ? undefined : nameOf(passwords, at);
}

/** Text that may be shown: without the passwords. */
export const masked = ({ all }: Passwords, text: string): string =>
  all.reduce((rest, password) => rest.replaceAll(password, '****'), text);
