/** All keys to read outside of the screens: the same map as the help screen, as text and as Markdown. */
import { INTERRUPT, KEYMAP, helpOrder } from './keymap.ts';
import { printedKeys } from './keys.ts';
import type { Binding, KeyPlace } from './keys.ts';

interface Section {
  readonly title: string;
  readonly bindings: readonly Pick<Binding, 'keys' | 'help'>[];
}

/** Every place of the key map: those of the help screen in its order, then the rest. */
function sections(): readonly Section[] {
  const places = new Set([...helpOrder('home'), ...(Object.keys(KEYMAP) as KeyPlace[])]);
  const everywhere = { title: 'Everywhere', bindings: [INTERRUPT] };
  return [...[...places].map((place) => KEYMAP[place]), everywhere];
}

const label = ({ keys }: Pick<Binding, 'keys'>): string => printedKeys(keys).join('  ');

/** For `docklab keys`: a heading for each place, and a line for each key. */
export function keysText(): string {
  const all = sections();
  const widest = Math.max(
    ...all.flatMap(({ bindings }) => bindings.map((one) => label(one).length)),
  );
  return all
    .map(({ title, bindings }) => {
      const lines = bindings.map((one) => `  ${label(one).padEnd(widest)}  ${one.help}`);
      return [title, ...lines].join('\n');
    })
    .join('\n\n');
}

/** For `docs/keys.md`, which `npm run keys` writes. */
export function keysMarkdown(): string {
  const parts = sections().map(({ title, bindings }) =>
    [`## ${title}`, '', '| key | what it does |', '| --- | --- |', ...bindings.map(tableRow)].join(
      '\n',
    ),
  );
  return `${[HEAD, ...parts].join('\n\n')}\n`;
}

const HEAD = `# Keys

<!-- Written by \`npm run keys\` from src/ui/keymap.ts: change that file, not this one. -->

What each key does on the screens of \`docklab\`. \`?\` shows the same while you are there, and \`docklab keys\` prints it.
Where several keys are named, any of them does it.`;

function tableRow({ keys, help }: Pick<Binding, 'keys' | 'help'>): string {
  const names = printedKeys(keys).map((key) =>
    key === '…' ? key : `\`${key.replace('|', '\\|')}\``,
  );
  return `| ${names.join(' ')} | ${help.replaceAll('|', '\\|')} |`;
}
