import { describe, expect, it } from 'vitest';
import { capabilitiesOf } from '../../../src/host/capabilities.ts';

describe('the capabilities of a mask', () => {
  it("are Docker's fourteen for its default mask", () => {
    expect(capabilitiesOf(0xa80425fbn)).toEqual(
      (
        'CHOWN DAC_OVERRIDE FOWNER FSETID KILL SETGID SETUID SETPCAP NET_BIND_SERVICE NET_RAW ' +
        'SYS_CHROOT MKNOD AUDIT_WRITE SETFCAP'
      ).split(' '),
    );
  });

  it('are none for an empty mask', () => {
    expect(capabilitiesOf(0n)).toEqual([]);
  });

  it('have their names by the bits of capability.h', () => {
    expect(capabilitiesOf((1n << 21n) | (1n << 13n))).toEqual(['NET_RAW', 'SYS_ADMIN']);
    expect(capabilitiesOf(1n << 40n)).toEqual(['CHECKPOINT_RESTORE']);
  });

  it('are shown by their bit where the kernel is newer than the list', () => {
    expect(capabilitiesOf(1n << 63n)).toEqual(['bit 63']);
  });
});
