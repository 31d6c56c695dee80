/** Published ports, in Compose's short form. A lab publishes on 127.0.0.1 and nowhere else. */
import type { LabService } from './spec.ts';
import { wrong } from './parse-values.ts';
import type { Read } from './parse-values.ts';

export type Port = LabService['ports'][number];

const FORM = 'expected a port such as "8080", "18080:8080" or "127.0.0.1:18080:8080"';
const LOOPBACK = '127.0.0.1';

/** `8080`, `8080/udp`, `18080:8080`, `127.0.0.1:18080:8080`, `127.0.0.1::8080`; host port 0 is any free one. */
export function port(text: string): Read<Port> {
  const match = /^(.*?)(?:\/(tcp|udp))?$/.exec(text);
  const parts = (match?.[1] ?? '').split(':');
  const address = parts.slice(0, -2).join(':');
  if (address !== '' && address !== LOOPBACK)
    return wrong(
      `would be reachable at ${address}, beyond this machine: expected ${LOOPBACK} or no address at all`,
    );
  const container = number(parts.at(-1) ?? '');
  const host =
    parts.length < 2 || (address !== '' && parts.at(-2) === '') ? 0 : number(parts.at(-2));
  if (container === undefined || container === 0 || host === undefined) return wrong(FORM);
  return {
    is: 'value',
    value: { container, protocol: match?.[2] === 'udp' ? 'udp' : 'tcp', host },
  };
}

function number(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,5}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= 65_535 ? value : undefined;
}
