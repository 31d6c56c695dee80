/** Failures of the engine's API, said in docklab's own errors: what happened, why, what to do. */
import { DocklabError } from '../../host/error.ts';
import { oneLine } from '../../host/sanitise.ts';
import { endpointUrl, type Endpoint } from '../docker-endpoint.ts';

/** What failed: `doing` completes the sentence "Docker could not …". */
export interface Failure {
  doing: string;
  endpoint: Endpoint;
}

interface Raw {
  code: string | undefined;
  status: number | undefined;
  message: string;
}

function raw(error: unknown): Raw {
  if (!(error instanceof Error))
    return { code: undefined, status: undefined, message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const status =
    'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
  return { code, status, message: engineWords(error) };
}

/** The engine's own sentence, without the client library's `(HTTP code 409) unexpected - ` before it. */
function engineWords(error: Error): string {
  const words = error.message.replace(/^\(HTTP code \d+\) [^-]* - /, '');
  return oneLine(words === '' && error.cause instanceof Error ? error.cause.message : words, 600);
}

const ABSENT = new Set(['ENOENT']);
const REFUSED = new Set(['EACCES', 'EPERM']);
const LOST = new Set([
  'ECONNRESET',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'HPE_INVALID_EOF_STATE',
]);
const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|CERT_|ERR_TLS|UNABLE_|SELF_SIGNED|DEPTH_ZERO|EPROTO|ENOTSOCK|HPE_|ESSH)/;

/** Any failure of an engine call as a `DocklabError`; one that already is stays as it is. */
export function engineError(error: unknown, failure: Failure): DocklabError {
  if (error instanceof DocklabError) return error;
  const what = raw(error);
  if (what.status === undefined) return connectionError(what, failure, error);
  return answerError(what, failure, error);
}

function connectionError(what: Raw, failure: Failure, cause: unknown): DocklabError {
  const where = endpointUrl(failure.endpoint);
  const code = what.code ?? '';
  if (ABSENT.has(code) && failure.endpoint.is !== 'tcp') return missing(where, cause);
  if (REFUSED.has(code)) return permission(where, cause);
  if (LOST.has(code) || /socket hang up|^aborted$/i.test(what.message)) return lost(failure, cause);
  if (UNREACHABLE.test(code)) return unreachable(where, what.message, cause);
  return new DocklabError('internal', `docklab could not ${failure.doing}: ${what.message}`, {
    cause,
  });
}

const missing = (where: string, cause: unknown) =>
  new DocklabError('engine-missing', `There is no Docker engine at ${where}.`, {
    why: 'Nothing listens there: Docker is not installed, or its engine was never started.',
    next: [
      'Install it: https://docs.docker.com/engine/install/ (on Debian: sudo apt-get install docker.io)',
      'Start it: sudo systemctl start docker',
      'If it listens elsewhere, set DOCKER_HOST or choose a context: docker context ls',
    ],
    cause,
  });

const unreachable = (where: string, reason: string, cause: unknown) =>
  new DocklabError('engine-unreachable', `The Docker engine at ${where} does not answer.`, {
    why: reason,
    next: [
      'Start it: sudo systemctl start docker (or open Docker Desktop)',
      'See which engine is meant: docker context ls; echo "$DOCKER_HOST"',
    ],
    cause,
  });

const permission = (where: string, cause: unknown) =>
  new DocklabError('engine-permission', `You may not use the Docker engine at ${where}.`, {
    why: 'Its socket belongs to root and the group docker, and you are in neither.',
    next: [
      'Join the group, then log in again: sudo usermod -aG docker $USER',
      'Know the risk first: whoever is in the group docker can become root on this machine (docker run -v /:/host …).',
      'Or use a rootless engine: https://docs.docker.com/engine/security/rootless/',
    ],
    cause,
  });

const lost = (failure: Failure, cause: unknown) =>
  new DocklabError(
    'engine-lost',
    `The Docker engine went away while docklab asked it to ${failure.doing}.`,
    {
      why: 'The connection ended before the answer came: the engine stopped, was restarted, or crashed.',
      next: [
        'See whether it is back: docker info',
        'Then run the same command again: docklab kept its state and goes on from there.',
      ],
      cause,
    },
  );

/** The error for a stream of the engine (events, a build) that ended before it should. */
export const engineLost = (failure: Failure): DocklabError => lost(failure, undefined);

const NAME_TAKEN = /name "?\/?([^"\s]+)"? is already in use|with name (\S+) already exists/;
const PORT_TAKEN = /port is already allocated|address already in use|ports are not available/i;
const IMAGE_MISSING =
  /no such image|manifest (for \S+ )?(not found|unknown)|pull access denied|repository does not exist|reference does not exist|not found: manifest/i;

function answerError(what: Raw, failure: Failure, cause: unknown): DocklabError {
  const { message, status } = what;
  if (/no space left on device|disk quota exceeded/i.test(message))
    return diskFull(failure, message, cause);
  if (PORT_TAKEN.test(message)) return portTaken(message, cause);
  const name = NAME_TAKEN.exec(message);
  if (name) return nameTaken(name[1] ?? name[2] ?? '', message, cause);
  if (IMAGE_MISSING.test(message)) return imageMissing(failure, message, cause);
  if (status === 404)
    return new DocklabError('not-found', `Docker could not ${failure.doing}: it is not there.`, {
      why: message,
      cause,
    });
  if (status === 409)
    return new DocklabError('busy', `Docker could not ${failure.doing} now: it is in use.`, {
      why: message,
      next: ['Wait a moment and try again.'],
      cause,
    });
  return refused(message, failure, cause);
}

const diskFull = (failure: Failure, why: string, cause: unknown) =>
  new DocklabError('disk-full', `Docker could not ${failure.doing}: its disk is full.`, {
    why,
    next: [
      'See what takes the space: docker system df',
      'Remove what docklab made: docklab clean',
      'Remove images and containers you no longer need: docker system prune',
    ],
    cause,
  });

function portTaken(why: string, cause: unknown): DocklabError {
  const port = /(?:^|[\s(])(?:\d+\.\d+\.\d+\.\d+|\[?::1?\]?):(\d+)/.exec(why)?.[1];
  return new DocklabError(
    'port-taken',
    port === undefined
      ? 'A port is already in use on this host.'
      : `Port ${port} is already in use on this host.`,
    {
      why,
      next: [
        port === undefined
          ? 'See who listens: sudo ss -ltnp'
          : `See who listens: sudo ss -ltnp 'sport = :${port}'`,
        'Stop that program or container, then try again.',
      ],
      cause,
    },
  );
}

const nameTaken = (name: string, why: string, cause: unknown) =>
  new DocklabError('name-taken', `The name ${name} is already taken by something of your own.`, {
    why: `docklab never touches what it did not make. Docker says: ${why}`,
    next: [
      `See what it is: docker inspect ${name}`,
      `Remove it yourself if you no longer need it. A container can be renamed instead: docker rename ${name} ${name}-mine`,
    ],
    cause,
  });

const imageMissing = (failure: Failure, why: string, cause: unknown) =>
  new DocklabError('image-missing', `Docker could not ${failure.doing}: the image is not there.`, {
    why,
    next: [
      "Build docklab's images without a registry: docklab images build",
      'Or load them from a file: docklab images load FILE',
    ],
    cause,
  });

const refused = (why: string, failure: Failure, cause: unknown) =>
  new DocklabError('engine-refused', `Docker refused to ${failure.doing}.`, { why, cause });

/** Whether a failure is the engine's answer "no such object". */
export function isNotFound(error: unknown): boolean {
  return raw(error).status === 404;
}

/** Whether a failure is the engine's answer with this status. */
export function hasStatus(error: unknown, status: number): boolean {
  return raw(error).status === status;
}

/** The engine's own words about a failure, one sanitised line. */
export function engineReason(error: unknown): string {
  return raw(error).message;
}

/** Whether the engine itself answered, and said no (rather than being away). */
export function isAnswer(error: unknown): boolean {
  return raw(error).status !== undefined;
}

/** An error that came inside a stream of progress, where there is no HTTP status any more. */
export function streamedError(message: string, failure: Failure): DocklabError {
  return answerError({ code: undefined, status: 500, message }, failure, undefined);
}
