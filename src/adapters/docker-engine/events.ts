/** The engine's event stream. */
import type { Engine, EngineEvent } from '../../host/engine.ts';
import { LIMIT, type Call } from './call.ts';
import { engineError, engineLost } from './errors.ts';
import { jsonLines } from './json-lines.ts';
import type { Endpoint } from '../docker-endpoint.ts';

const KINDS = ['container', 'image', 'network', 'volume', 'daemon'] as const;
const DOING = 'report its events';

/** `GET /events`, one message. */
interface RawEvent {
  Type?: unknown;
  Action?: unknown;
  Actor?: { ID?: unknown; Attributes?: Record<string, string> };
  time?: unknown;
  timeNano?: unknown;
}

/** One message in the port's terms; undefined for kinds that docklab does not know (plugins, swarm). */
export function toEvent(raw: RawEvent): EngineEvent | undefined {
  const kind = KINDS.find((one) => one === raw.Type);
  if (kind === undefined || typeof raw.Action !== 'string') return undefined;
  const id = typeof raw.Actor?.ID === 'string' ? raw.Actor.ID : '';
  const attributes = raw.Actor?.Attributes ?? {};
  return { kind, action: raw.Action, id, name: attributes.name ?? id, attributes, atMs: atMs(raw) };
}

function atMs(raw: RawEvent): number {
  if (typeof raw.timeNano === 'number') return raw.timeNano / 1e6;
  return typeof raw.time === 'number' ? raw.time * 1000 : 0;
}

export function eventsOf(call: Call, endpoint: Endpoint): Pick<Engine, 'events'> {
  return {
    events: (signal) => {
      // Asked for at once, not at the first read, and from this moment on: what happens in between is not missed.
      const since = Date.now() / 1000;
      const opened = call({ doing: DOING, timeoutMs: LIMIT.look, signal }, (docker) =>
        docker.getEvents({ since, abortSignal: signal }),
      );
      opened.catch(() => undefined);
      return read(opened, endpoint, signal);
    },
  };
}

async function* read(
  opened: Promise<NodeJS.ReadableStream>,
  endpoint: Endpoint,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent> {
  const failure = { doing: DOING, endpoint };
  try {
    for await (const raw of jsonLines(await opened)) {
      const event = toEvent(raw);
      if (event) yield event;
    }
  } catch (error) {
    if (signal.aborted) return;
    throw engineError(error, failure);
  }
  if (!signal.aborted) throw engineLost(failure);
}
