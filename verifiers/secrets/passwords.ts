/** Which passwords there are to be found: the one of the launch, and the one that the vault has now. */
import type { LabNames, VerifierHost } from 'docklab/verify';
import type { Passwords } from '../shared/leaks.ts';

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
