import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { elfMachine, readElf } from '../../../src/adapters/base-image/elf.ts';

/** Head of a little-endian 64-bit program with program headers of these types. */
function program(types: readonly number[], machine = 62): Buffer {
  const head = Buffer.alloc(4096);
  head.write('\u007fELF', 'latin1');
  head[4] = 2;
  head[5] = 1;
  head.writeUInt16LE(machine, 0x12);
  head.writeBigUInt64LE(64n, 0x20);
  head.writeUInt16LE(56, 0x36);
  head.writeUInt16LE(types.length, 0x38);
  for (const [index, type] of types.entries()) head.writeUInt32LE(type, 64 + index * 56);
  return head;
}

/** The same for 32-bit big-endian. */
function oldProgram(types: readonly number[]): Buffer {
  const head = Buffer.alloc(4096);
  head.write('\u007fELF', 'latin1');
  head[4] = 1;
  head[5] = 2;
  head.writeUInt16BE(20, 0x12);
  head.writeUInt32BE(52, 0x1c);
  head.writeUInt16BE(32, 0x2a);
  head.writeUInt16BE(types.length, 0x2c);
  for (const [index, type] of types.entries()) head.writeUInt32BE(type, 52 + index * 32);
  return head;
}

describe('a program', () => {
  test('without a dynamic loader is static', () => {
    expect(readElf(program([1, 1, 4]))).toEqual({ is: 'elf', machine: 62, static: true });
  });
  test('with one is not', () => {
    expect(readElf(program([6, 3, 1]))).toMatchObject({ static: false });
  });
  test('of 32 bits and the other byte order is read as well', () => {
    expect(readElf(oldProgram([1]))).toEqual({ is: 'elf', machine: 20, static: true });
    expect(readElf(oldProgram([1, 3]))).toMatchObject({ static: false });
  });
  test('whose headers point outside what was read is refused', () => {
    const head = program([1]);
    head.writeBigUInt64LE(1_000_000n, 0x20);
    expect(readElf(head)).toMatchObject({ is: 'not-elf' });
  });
});

test('a script, an empty file and a stub are no programs', () => {
  for (const text of ['#!/bin/sh\n'.padEnd(100), '', '\u007fELF'])
    expect(readElf(Buffer.from(text))).toMatchObject({ is: 'not-elf' });
});

test('the Node that runs this is a dynamic program of this machine', () => {
  const head = readFileSync(process.execPath).subarray(0, 4096);
  const uname = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  expect(readElf(head)).toEqual({ is: 'elf', machine: elfMachine(uname), static: false });
});
