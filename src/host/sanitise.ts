/** What a container, image or file says is hostile: it may hold control sequences that own a terminal. */

// CSI; OSC, DCS, APC, PM and SOS with their string, when it ends on the same line (an unclosed one must not hide what
// follows: only its introducer goes); other escapes. Each first as ESC and a letter, then as one C1 character.
// No alternative can match at two lengths, so the time is linear in the text.
const SEQUENCES =
  // eslint-disable-next-line no-control-regex
  /\u001b\[[0-?]*[ -/]*[@-~]?|\u001b[\]PX^_](?:[^\u0007\u001b\u0090\u0098\u009c-\u009f\n]*(?:\u0007|\u001b\\|\u009c))?|\u001b[ -/]*[0-~]?|\u009b[0-?]*[ -/]*[@-~]?|[\u0090\u0098\u009d-\u009f](?:[^\u0007\u001b\u0090\u0098\u009c-\u009f\n]*(?:\u0007|\u001b\\|\u009c))?/g;
// C0 but tab and newline, DEL, C1; line and paragraph separators; and the bidirectional, zero-width, annotation and tag
// characters that can disguise a line.
const CONTROLS =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Text safe to print: no control characters but newline and tab, and no character that reorders a line. */
export function sanitise(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(SEQUENCES, '')
    .toWellFormed()
    .replace(CONTROLS, '\ufffd');
}

/** One sanitised line of at most `max` characters, for evidence shown beside a check. */
export function oneLine(text: string, max = 200): string {
  const line = sanitise(text).replace(/\s+/g, ' ').trim();
  if (line.length <= max) return line;
  // A cut in the middle of a surrogate pair would leave half a character.
  const cut = line.slice(0, Math.max(0, max - 1)).replace(/[\ud800-\udbff]$/, '');
  return `${cut}…`;
}
