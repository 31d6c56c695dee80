// Writes the lab's two programs, for both architectures: node labs/setuid/make-programs.mjs
// No compiler is needed to build or check them: each is an ELF header and the few instructions below.
//
//   asroot COMMAND ARGUMENT…   setgid(0); setuid(0); becomes COMMAND. Without a right to it, the two calls fail and
//                              nobody looks: the command then runs as whoever called.
//   grant FILE                 gives FILE the file capabilities cap_setgid,cap_setuid=ep, as setcap(8) does.
import { mkdirSync, writeFileSync } from 'node:fs';

const CODE_AT = 0x400000;
const HEADERS = 64 + 56;
const code = (...parts) =>
  Buffer.concat(parts.map((part) => (Buffer.isBuffer(part) ? part : Buffer.from(part))));
const words = (...numbers) => {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, at) => bytes.writeUInt32LE(number >>> 0, at * 4));
  return bytes;
};

// setxattr(2)'s name, and the value as struct vfs_cap_data of linux/capability.h, revision 2 with the effective flag.
const CAP_SETGID = 1 << 6;
const CAP_SETUID = 1 << 7;
const NAME = Buffer.from('security.capability\0');
const VALUE = words(0x02000001, CAP_SETGID | CAP_SETUID, 0, 0, 0);

// x86-64: system call number in rax; arguments in rdi, rsi, rdx, r10, r8; at the start rsp points to argc, argv, envp.
const SYSCALL = [0x0f, 0x05];
const rax = (number) => (number < 128 ? [0x6a, number, 0x58] : [0xb8, ...words(number)]); // push, pop rax; mov eax
const x86 = {
  machine: 62,
  asroot: () =>
    code(
      [0x48, 0x89, 0xe3], //             mov rbx, rsp
      [0x31, 0xff], //                   xor edi, edi
      [...rax(106), ...SYSCALL], //      setgid(0)
      [...rax(105), ...SYSCALL], //      setuid(0)
      [0x48, 0x8b, 0x7b, 0x10], //       mov rdi, [rbx+16]         argv[1]
      [0x48, 0x8d, 0x73, 0x10], //       lea rsi, [rbx+16]         argv + 1
      [0x48, 0x8b, 0x03], //             mov rax, [rbx]            argc
      [0x48, 0x8d, 0x54, 0xc3, 0x10], // lea rdx, [rbx+rax*8+16]   envp
      [...rax(59), ...SYSCALL], //       execve(…)
      [0x6a, 127, 0x5f], //              push 127; pop rdi
      [...rax(60), ...SYSCALL], //       exit(127)
    ),
  grant: () => {
    const made = (data) =>
      code(
        [0x48, 0x8b, 0x7c, 0x24, 0x10], //          mov rdi, [rsp+16]   argv[1]
        [0xbe, ...words(data)], //                  mov esi, NAME
        [0xba, ...words(data + NAME.length)], //    mov edx, VALUE
        [0x6a, VALUE.length, 0x41, 0x5a], //        push 20; pop r10
        [0x45, 0x31, 0xc0], //                      xor r8d, r8d
        [...rax(188), ...SYSCALL], //               setxattr(…)
        [0x89, 0xc7, 0xf7, 0xdf], //                mov edi, eax; neg edi
        [...rax(60), ...SYSCALL], //                exit(error)
      );
    return code(made(CODE_AT + HEADERS + made(0).length), NAME, VALUE);
  },
};

// arm64: system call number in x8; arguments in x0 to x4; at the start sp points to argc, argv, envp.
const SVC = 0xd4000001;
const movz = (register, number) => 0xd2800000 | (number << 5) | register;
const ldr = (to, from, offset) => 0xf9400000 | ((offset / 8) << 10) | (from << 5) | to;
const add = (to, from, number) => 0x91000000 | (number << 10) | (from << 5) | to;
const adr = (to, offset) => 0x10000000 | ((offset & 3) << 29) | ((offset >> 2) << 5) | to;
const call = (number) => [movz(8, number), SVC];
const [X19, SP] = [19, 31];
const arm = {
  machine: 183,
  asroot: () =>
    words(
      add(X19, SP, 0), //                    mov x19, sp
      movz(0, 0),
      ...call(144), //                       setgid(0)
      movz(0, 0),
      ...call(146), //                       setuid(0)
      ldr(0, X19, 16), //                    argv[1]
      add(1, X19, 16), //                    argv + 1
      ldr(2, X19, 0), //                     argc
      0x8b000000 | (2 << 16) | (3 << 10) | (X19 << 5) | 2, // add x2, x19, x2, lsl #3
      add(2, 2, 16), //                      envp
      ...call(221), //                       execve(…)
      movz(0, 127),
      ...call(93), //                        exit(127)
    ),
  grant: () => {
    const made = (data) =>
      words(
        ldr(0, SP, 16), //                   argv[1]
        adr(1, data - 4), //                 NAME
        adr(2, data + NAME.length - 8), //   VALUE
        movz(3, VALUE.length),
        movz(4, 0),
        ...call(5), //                       setxattr(…)
        0xcb0003e0, //                       neg x0, x0
        ...call(93), //                      exit(error)
      );
    return code(made(made(0).length), NAME, VALUE);
  },
};

/** A static ELF of one segment: elf(5). */
function elf(machine, body) {
  const head = Buffer.alloc(HEADERS);
  head.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]); // 64 bits, little endian
  head.writeUInt16LE(2, 16); // an executable
  head.writeUInt16LE(machine, 18);
  head.writeUInt32LE(1, 20);
  head.writeBigUInt64LE(BigInt(CODE_AT + HEADERS), 24); // where it begins
  head.writeBigUInt64LE(64n, 32); // the program header is here
  head.writeUInt16LE(64, 52);
  head.writeUInt16LE(56, 54);
  head.writeUInt16LE(1, 56);
  head.writeUInt32LE(1, 64); // to be loaded,
  head.writeUInt32LE(5, 68); // to be read and executed,
  head.writeBigUInt64LE(BigInt(CODE_AT), 80);
  head.writeBigUInt64LE(BigInt(CODE_AT), 88);
  head.writeBigUInt64LE(BigInt(HEADERS + body.length), 96); // whole
  head.writeBigUInt64LE(BigInt(HEADERS + body.length), 104);
  head.writeBigUInt64LE(0x1000n, 112);
  return code(head, body);
}

/** Every program by file name. */
export const programs = () =>
  Object.fromEntries(
    Object.entries({ x86_64: x86, aarch64: arm }).flatMap(([name, { machine, asroot, grant }]) => [
      [`asroot-${name}`, elf(machine, asroot())],
      [`grant-${name}`, elf(machine, grant())],
    ]),
  );

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  const folder = `${import.meta.dirname}/office/programs`;
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(programs()))
    writeFileSync(`${folder}/${name}`, bytes, { mode: 0o755 });
}
