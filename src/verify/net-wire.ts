/** What docklab and its client in a container's network say to each other: lines, each answer's bytes in base64. */
import type { HttpAnswer, HttpRequest, HttpSilence } from './target.ts';

/** Seconds that one request may take, alone and among others. */
const SECONDS = { ask: 8, load: 5 };
/** Bytes of an answer that are read. Under load a line of them must be one write to the pipe, so that none is torn. */
const BYTES = { ask: 262_144, load: 2_800 };
/** The last line of the answer to a load. */
export const LOAD_END = 'end';

// `ask ADDRESS PORT REQUEST`: one line, empty when nobody answered.
// `load ADDRESS PORT PARALLEL SECONDS REQUEST…`: a line `NUMBER HUNDREDTHS ANSWER` for each that was made, then the end.
export const SCRIPT = `
serve() {
  printf '%s' "$3" | base64 -d | timeout "$4" nc "$1" "$2" 2>/dev/null | head -c "$5" | base64 | tr -d '\\n'
}
now() {
  read -r up rest </proc/uptime
  echo "\${up%.*}\${up#*.}"
}
work() {
  worker=$1 workers=$2 until=$3 number=0
  shift 3
  for request in "$@"; do
    number=$((number + 1))
    [ $((number % workers)) -eq "$worker" ] || continue
    began=$(now)
    [ "$began" -lt "$until" ] || break
    answer=$(serve "$host" "$port" "$request" ${SECONDS.load} ${BYTES.load})
    printf '%s %s %s\\n' "$number" $(($(now) - began)) "$answer"
  done
}
while read -r word host port rest; do
  if [ "$word" = ask ]; then
    serve "$host" "$port" "$rest" ${SECONDS.ask} ${BYTES.ask}
    echo
    continue
  fi
  set -- $rest
  workers=$1 until=$(($(now) + $2 * 100)) worker=0
  shift 2
  while [ "$worker" -lt "$workers" ]; do
    work "$worker" "$workers" "$until" "$@" &
    worker=$((worker + 1))
  done
  wait
  echo ${LOAD_END}
done`;

const FORM = 'application/x-www-form-urlencoded';

const rawRequest = (
  { method = 'GET', path, body = '', contentType = FORM }: HttpRequest,
  host: string,
) =>
  [
    `${method} ${path.replace(/[\r\n ]/g, encodeURIComponent)} HTTP/1.0`,
    `Host: ${host}`,
    ...(method === 'POST'
      ? [
          `Content-Type: ${contentType.replace(/[\r\n]/g, ' ')}`,
          `Content-Length: ${Buffer.byteLength(body)}`,
        ]
      : []),
    'Connection: close',
    '',
    body,
  ].join('\r\n');

const encoded = (request: HttpRequest, host: string) =>
  Buffer.from(rawRequest(request, host)).toString('base64');

export const decoded = (line: string): string =>
  Buffer.from(line.trim(), 'base64').toString('utf8');

export const askLine = (host: string, port: number, request: HttpRequest): string =>
  `ask ${host} ${port} ${encoded(request, host)}\n`;

/** `seconds`: after these, no further request is begun. */
export const loadLine = (
  host: string,
  port: number,
  requests: readonly HttpRequest[],
  parallel: number,
  seconds: number,
): string =>
  `load ${host} ${port} ${parallel} ${seconds} ${requests.map((one) => encoded(one, host)).join(' ')}\n`;

export function parseAnswer(raw: string): HttpAnswer | undefined {
  const head = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(raw);
  if (!head) return undefined;
  const end = /\r?\n\r?\n/.exec(raw);
  return {
    is: 'answered',
    status: Number(head[1]),
    body: end ? raw.slice(end.index + end[0].length) : '',
  };
}

/** One request among others, and how long its answer took in milliseconds. */
export interface Timed {
  answer: HttpAnswer | HttpSilence;
  ms: number;
}

/** The answers to `count` requests, in the order of these; what no line tells was never asked. */
export function parseLoad(lines: readonly string[], count: number): Timed[] {
  const answers = Array.from({ length: count }, (): Timed => {
    return { answer: { is: 'silent', reason: 'there was no time left to ask' }, ms: 0 };
  });
  for (const line of lines) {
    const [, number, hundredths, bytes = ''] =
      /^(\d{1,4}) (\d{1,6}) ?(\S*)$/.exec(line.trim()) ?? [];
    const index = Number(number) - 1;
    if (answers[index] === undefined) continue;
    const ms = Number(hundredths) * 10;
    answers[index] = { answer: underLoad(decoded(bytes), ms), ms };
  }
  return answers;
}

function underLoad(raw: string, ms: number): HttpAnswer | HttpSilence {
  const silent = (reason: string): HttpSilence => ({ is: 'silent', reason });
  const isLate = ms >= SECONDS.load * 1000;
  if (raw === '')
    return silent(isLate ? `no answer within ${SECONDS.load} seconds` : 'no answer: a closed door');
  return parseAnswer(raw) ?? silent('what answered does not speak HTTP');
}
