/** Newline-separated JSON values, as the engine streams them. */
import { StringDecoder } from 'node:string_decoder';

/** Characters of one line that are still parsed; a longer one is dropped. */
const MAX_LINE = 1024 * 1024;

/** The objects of the stream; what is no JSON object is skipped. Rejects when the stream breaks. */
export async function* jsonLines(stream: NodeJS.ReadableStream): AsyncGenerator<object> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of stream) {
    rest += decoder.write(chunk);
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE) rest = '';
    for (const line of lines) yield* object(line);
  }
  yield* object(rest);
}

function* object(line: string): Generator<object> {
  if (line.trim() === '' || line.length > MAX_LINE) return;
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) yield value;
  } catch {
    // A line cut short by a dying engine; the stream's end says so.
  }
}
