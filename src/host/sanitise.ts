/** What a container, image or file says is hostile: it may hold control sequences that own a terminal. */

// CSI, OSC/DCS/APC/PM/SOS strings (also unterminated), and two-byte escapes.
const SEQUENCES =
  // eslint-disable-next-line no-control-regex
  /\u001b\[[0-?]*[ -/]*[@-~]?|\u001b[\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?|[\u0090\u0098\u009d-\u009f][^\u0007\u009c]*\u009c?|\u009b[0-?]*[ -/]*[@-~]?/g;
// C0 but tab and newline, DEL, C1, and the bidirectional and zero-width characters that can disguise a line.
// eslint-disable-next-line no-control-regex
const CONTROLS =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Text safe to print: no control characters but newline and tab, and no character that reorders a line. */
export function sanitise(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(SEQUENCES, '').replace(CONTROLS, '\ufffd');
}

/** One sanitised line of at most `max` characters, for evidence shown beside a check. */
export function oneLine(text: string, max = 200): string {
  const line = sanitise(text).replace(/\s+/g, ' ').trim();
  return line.length <= max ? line : `${line.slice(0, max - 1)}…`;
}
