/** The lines that docklab and the probe exchange; the script's own header describes them. */
import { Buffer } from 'node:buffer';
import type { FactAnswer, FactRequest } from '../../host/facts.ts';
import { toFileStat } from './file-stat.ts';
import { bytesOf } from './limits.ts';
import { refusal } from './refusal.ts';

const KIND = { text: 't', link: 'l', stat: 's', list: 'd' } as const;

/** A path as one word: plain where it has only visible ASCII, base64 otherwise. */
function word(path: string): string {
  return /^[!-~]+$/.test(path) ? `P${path}` : `B${Buffer.from(path).toString('base64')}`;
}

/** One request as a line, newline included. Text is asked for with one byte more, to see that there is more. */
export function requestLine(seq: number, request: FactRequest): string {
  const max = request.get === 'text' ? bytesOf(request) + 1 : 0;
  return `${seq} ${KIND[request.get]} ${max} ${word(request.path)}\n`;
}

/** The answer in a line to this request; undefined when the line is not what was asked for. */
export function parseAnswer(
  line: string,
  seq: number,
  request: FactRequest,
): FactAnswer | undefined {
  const [number, payload, code, ...rest] = line.split(' ');
  if (number !== String(seq) || payload === undefined || code === undefined || rest.length > 0)
    return undefined;
  return code === 'OK' ? decode(payload, request) : refusal(code);
}

function decode(payload: string, request: FactRequest): FactAnswer {
  const bytes = Buffer.from(payload, 'base64');
  switch (request.get) {
    case 'text': {
      const max = bytesOf(request);
      const text = bytes.subarray(0, max).toString('utf8');
      return { is: 'text', text, truncated: bytes.length > max };
    }
    case 'link':
      return { is: 'link', target: bytes.toString('utf8') };
    case 'stat':
      return stat(payload);
    case 'list':
      return { is: 'list', names: names(bytes) };
  }
}

function stat(payload: string): FactAnswer {
  const [mode = '', ...numbers] = payload.split(',');
  const [uid = -1, gid = -1, size = -1, inode = -1, device = -1] = numbers.map(Number);
  const raw = { mode: Number.parseInt(mode, 16), uid, gid, size, inode, device };
  return { is: 'stat', stat: toFileStat(raw) };
}

/** NUL-terminated names; one that the limit cut in the middle has no end and is left out. */
function names(bytes: Buffer): string[] {
  return bytes.toString('utf8').split('\0').slice(0, -1).toSorted();
}
