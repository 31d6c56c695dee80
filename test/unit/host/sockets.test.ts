import { describe, expect, test } from 'vitest';
import { parseListeners } from '../../../src/host/sockets.ts';

const HEAD = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n';
const socket = (local: string, state = '0A') =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 1\n`;

describe('listening sockets in the kernel’s table', () => {
  test('are read with their port', () => {
    expect(parseListeners(HEAD + socket('00000000:1F90'))).toEqual([
      { port: 8080, loopback: false },
    ]);
  });

  test('leave out connections that are open or closing', () => {
    expect(parseListeners(HEAD + socket('0100007F:1F90', '01') + socket('0:50', '06'))).toEqual([]);
  });

  test('leave out the name server that Docker puts into a container', () => {
    expect(parseListeners(HEAD + socket('0B00007F:8C4F'))).toEqual([]);
  });

  test.for([
    ['127.0.0.1', '0100007F'],
    ['another address of 127.0.0.0/8', '0200007F'],
    ['::1', '00000000000000000000000001000000'],
    ['127.0.0.1 as IPv6', '0000000000000000FFFF00000100007F'],
  ])('%s is the loopback', ([, address]) => {
    expect(parseListeners(HEAD + socket(`${address}:1F90`))[0]?.loopback).toBe(true);
  });

  test.for([
    ['every address', '00000000'],
    ['every IPv6 address', '00000000000000000000000000000000'],
    ['172.17.0.2', '020011AC'],
  ])('%s is not', ([, address]) => {
    expect(parseListeners(HEAD + socket(`${address}:1F90`))[0]?.loopback).toBe(false);
  });

  test('are none in a table that is no table', () => {
    expect(parseListeners('')).toEqual([]);
    expect(parseListeners('nonsense\n\n')).toEqual([]);
  });
});
