/** Reads of an ELF file only what decides whether it can run in an empty root filesystem. See elf(5). */

export type Elf =
  { is: 'elf'; machine: number; static: boolean } | { is: 'not-elf'; reason: string };

/** Type of the program header that names the dynamic loader. */
const PT_INTERP = 3;

/** The kernel's name of a machine (`uname -m`), as engines report it, to the number in an ELF header. */
const MACHINES: Readonly<Record<string, number>> = {
  i386: 3,
  i686: 3,
  ppc64le: 21,
  s390x: 22,
  armv6l: 40,
  armv7l: 40,
  x86_64: 62,
  aarch64: 183,
  riscv64: 243,
};

export const elfMachine = (architecture: string): number | undefined => MACHINES[architecture];

/** Judges the head of a file (its headers lie within the first 4 KiB). A program without PT_INTERP is static. */
export function readElf(head: Buffer): Elf {
  if (head.length < 64 || head.readUInt32BE(0) !== 0x7f454c46)
    return { is: 'not-elf', reason: 'it is no ELF program' };
  const read = head[5] === 1 ? little(head) : big(head);
  const wide = head[4] === 2;
  const start = wide ? read.u64(0x20) : read.u32(0x1c);
  const size = read.u16(wide ? 0x36 : 0x2a);
  const count = read.u16(wide ? 0x38 : 0x2c);
  if (count === 0 || start + size * count > head.length)
    return { is: 'not-elf', reason: 'its program headers are not where they should be' };
  const types = Array.from({ length: count }, (_, index) => read.u32(start + index * size));
  return { is: 'elf', machine: read.u16(0x12), static: !types.includes(PT_INTERP) };
}

interface Read {
  u16(at: number): number;
  u32(at: number): number;
  u64(at: number): number;
}

const little = (head: Buffer): Read => ({
  u16: (at) => head.readUInt16LE(at),
  u32: (at) => head.readUInt32LE(at),
  u64: (at) => Number(head.readBigUInt64LE(at)),
});

const big = (head: Buffer): Read => ({
  u16: (at) => head.readUInt16BE(at),
  u32: (at) => head.readUInt32BE(at),
  u64: (at) => Number(head.readBigUInt64BE(at)),
});
