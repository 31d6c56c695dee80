/**
 * Plain questions to the engine's API over connections that are kept. The client library takes longer to load than an
 * audit takes to ask everything, and opens a connection for each question.
 */
import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Endpoint } from '../docker-endpoint.ts';
import { clientOptions } from '../docker-engine/connect.ts';

/** Far above what any engine says of one object. */
const MAX_BYTES = 64 * 1024 * 1024;
const CONNECTIONS = 16;

export interface EngineApi {
  /** The JSON at a path; rejects with the engine's status as `statusCode` where it refuses. */
  get<T>(path: string, signal: AbortSignal): Promise<T>;
}

export function engineApi(endpoint: Endpoint): EngineApi {
  const { agent, ca, cert, key, ...address } = clientOptions(endpoint);
  const isTls = address.protocol === 'https';
  const kept = { keepAlive: true, maxSockets: CONNECTIONS };
  const options: RequestOptions = {
    // An address of IPv6 is in brackets in a URL, and nowhere else.
    ...(address.socketPath === undefined
      ? { host: String(address.host).replace(/^\[|\]$/g, ''), port: address.port }
      : { socketPath: address.socketPath }),
    headers: { host: 'docker' },
    agent: agent ?? (isTls ? new HttpsAgent({ ...kept, ca, cert, key }) : new HttpAgent(kept)),
  };
  const request = isTls ? httpsRequest : httpRequest;
  return {
    get: async <T>(path: string, signal: AbortSignal) => {
      const { status, text } = await asked(request, { ...options, path, signal });
      if (status >= 400) throw refused(status, text);
      return JSON.parse(text) as T;
    },
  };
}

const asked = (
  request: typeof httpRequest,
  options: RequestOptions,
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const question = request(options, (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > MAX_BYTES) answer.destroy(new Error('The engine’s answer has no end.'));
      });
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    question.on('error', reject);
    question.end();
  });

/** As the client library puts it, for the same explanations. */
function refused(statusCode: number, text: string): Error {
  const said = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? text;
  return Object.assign(new Error(said), { statusCode });
}
