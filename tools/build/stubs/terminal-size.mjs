// Ink asks for this only where a stream knows no width; it would load `node:child_process` to ask `tput`.
const FALLBACK = { columns: 80, rows: 24 };

export default () => FALLBACK;
