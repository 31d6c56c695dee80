import { describe, expect, test } from 'vitest';
import { readProfile, type Profile } from '../../../src/seccomp/profile.ts';

function profileOf(value: unknown): Profile {
  const read = readProfile(JSON.stringify(value));
  if (read.is !== 'profile') throw new Error(`no profile: ${JSON.stringify(read)}`);
  return read.profile;
}
const allow = (more: object) => ({ defaultAction: 'SCMP_ACT_ALLOW', ...more });
const deny = { action: 'SCMP_ACT_ERRNO' };

describe('a file that is no JSON', () => {
  test.each([
    [
      'a bracket is missing',
      '{\n  "a": 1,\n  "syscalls": [\n',
      4,
      1,
      'expected ] to close what is open',
    ],
    [
      'quotes are missing',
      '{\n  "a": SCMP_ACT_ALLOW\n}',
      2,
      8,
      'double quotes, a number, true, false or null, and found SCMP_ACT_ALLOW',
    ],
    [
      'a comma is missing',
      '{"a": 1\n "b": 2}',
      2,
      2,
      'expected a comma, or what closes the list or the object, and found "b"',
    ],
    ['a comma is too many', '{"syscalls": [],}', 1, 17, 'expected a key in double quotes'],
    ['something follows', '{}\n}', 2, 1, 'expected nothing after the end'],
    ['there is a comment', '// mine\n{}', 1, 1, 'no comments'],
    ['there is nothing', '', 1, 1, 'expected a value'],
    ['a text is not closed', '{"a": "b\n}', 1, 7, 'closing double quote'],
  ])('is told where: %s', (_, text, line, column, what) => {
    const read = readProfile(text);
    expect(read).toMatchObject({ is: 'broken', line, column });
    expect(read.is === 'broken' && read.what).toContain(what);
  });
});

describe('a profile', () => {
  test('names calls by the new key or by the old one', () => {
    const rules = [
      { names: ['chmod', 'fchmod'], ...deny },
      { name: 'chown', ...deny },
    ];
    const names = profileOf(allow({ syscalls: rules })).rules.map((rule) => rule.names);
    expect(names).toEqual([['chmod', 'fchmod'], ['chown']]);
  });
  test('is read whatever the case of its keys, as the engine does', () => {
    const read = readProfile('{"DEFAULTACTION": "SCMP_ACT_LOG", "Syscalls": null, "unknown": 1}');
    expect(read).toMatchObject({ is: 'profile', profile: { defaultAction: 'log', rules: [] } });
  });
  test('keeps numbers of 64 bits whole', () => {
    const text =
      '{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"name":"clone","action":"SCMP_ACT_ERRNO","args":[{"index":0,"value":18446744073709551615,"op":"SCMP_CMP_EQ"}]}]}';
    const read = readProfile(text);
    expect(read.is === 'profile' && read.profile.rules[0]?.conditions[0]?.value).toBe(
      2n ** 64n - 1n,
    );
  });
  test('filters nothing where it says nothing', () => {
    expect(readProfile('{}')).toEqual({ is: 'none' });
  });
});

describe('JSON that is no profile is refused, with the place', () => {
  test.each([
    ['a list', [], 'the file'],
    [
      'an unknown action',
      allow({ syscalls: [{ names: ['a'], action: 'DENY' }] }),
      'syscalls.0.action: "DENY"',
    ],
    ['no default', { syscalls: [{ names: ['a'], ...deny }] }, 'defaultAction: ""'],
    [
      'both keys',
      allow({ syscalls: [{ name: 'a', names: ['b'], ...deny }] }),
      '"name" and "names"',
    ],
    [
      'both kinds of architectures',
      allow({ architectures: ['SCMP_ARCH_X86'], archMap: [{ architecture: 'SCMP_ARCH_X86' }] }),
      '"archMap"',
    ],
    [
      'an unknown architecture',
      allow({ architectures: ['SCMP_ARCH_X86_64', 'amd64'] }),
      'architectures.1: "amd64" is no architecture',
    ],
    [
      'names that are no list',
      allow({ syscalls: [{ names: 'chmod', ...deny }] }),
      'syscalls.0.names',
    ],
    [
      'a comparison that is none',
      allow({ syscalls: [{ names: ['a'], ...deny, args: [{ index: 0, op: '==' }] }] }),
      '"=="',
    ],
    [
      'a seventh argument',
      allow({ syscalls: [{ names: ['a'], ...deny, args: [{ index: 6, op: 'SCMP_CMP_EQ' }] }] }),
      'args.0.index',
    ],
    [
      'a kernel of three numbers',
      allow({ syscalls: [{ names: ['a'], ...deny, includes: { minKernel: '4.8.1' } }] }),
      '4.8.1',
    ],
  ])('%s', (_, value, words) => {
    const read = readProfile(JSON.stringify(value));
    expect(read.is).toBe('refused');
    expect(read.is === 'refused' && read.what).toContain(words);
  });
});
