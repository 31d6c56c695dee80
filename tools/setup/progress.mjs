// Shows long steps: on a terminal one line that is drawn anew every second, elsewhere a line when it is over.

const CLEAR = '\r\u001b[K';
const interactive = () => process.stderr.isTTY === true;
const seconds = (since) => Math.round((Date.now() - since) / 1000);

let line = '';

function draw(text) {
  // Some terminals say 0 columns when they do not know.
  line = text.slice(0, (process.stderr.columns || 80) - 1);
  process.stderr.write(CLEAR + line);
}

/** Takes the line of progress away, so that other text can be written. */
export function clearProgress() {
  if (line !== '') process.stderr.write(CLEAR);
  line = '';
}

/** Says something that stays. */
function say(text) {
  clearProgress();
  process.stderr.write(`${text}\n`);
}

/**
 * Does a long step while showing its title, the time it has taken, and the last words it said.
 * @template T
 * @param {string} title
 * @param {(words: (text: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function longStep(title, work) {
  const start = Date.now();
  let words = '';
  const show = () => draw(`${title} … ${seconds(start)} s${words === '' ? '' : `  ${words}`}`);
  const timer = interactive() ? setInterval(show, 1000) : undefined;
  if (interactive()) show();
  else say(`${title} …`);
  try {
    const result = await work((text) => {
      words = text;
    });
    say(`${title}: done in ${seconds(start)} s`);
    return result;
  } finally {
    clearInterval(timer);
    clearProgress();
  }
}
