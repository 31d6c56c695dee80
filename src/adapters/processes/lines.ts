/** Lines of a stream as they come; one without end is cut. */
import { StringDecoder } from 'node:string_decoder';

const MAX_LINE = 4_096;

/** Carriage returns end a line too: programs that count on one line use them. */
export function tellLines(stream: NodeJS.ReadableStream, heard: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split(/[\r\n]+/);
    rest = (lines.pop() ?? '').slice(0, MAX_LINE);
    for (const line of lines) if (line !== '') heard(line.slice(0, MAX_LINE));
  });
  stream.on('end', () => {
    if (rest !== '') heard(rest);
    rest = '';
  });
}
