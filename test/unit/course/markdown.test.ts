import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/course/inline.ts';
import { parseMarkdown, readMarkdown } from '../../../src/course/markdown.ts';

const text = (value: string) => ({ is: 'text', text: value });
const paragraph = (value: string, line: number) => ({
  is: 'paragraph',
  content: [text(value)],
  line,
});
const mistakesOf = (markdown: string) =>
  readMarkdown(markdown, 1).mistakes.map((mistake) => `${mistake.line}: ${mistake.message}`);

describe('Markdown to blocks', () => {
  it('gives every block the line it has in the file', () => {
    expect(parseMarkdown('# Title\n\nOne\ntwo.\n\n---\n\nThree.', 20)).toEqual([
      { is: 'heading', level: 1, content: [text('Title')], line: 20 },
      paragraph('One two.', 22),
      { is: 'rule', line: 25 },
      paragraph('Three.', 27),
    ]);
  });

  it('reads emphasis, code, strike, links, images and hard breaks', () => {
    const [block] = parseMarkdown('**a _b_** `c` ~~d~~ [e](https://x.y "t") ![f](g.png)  \nh', 1);
    expect(block).toMatchObject({
      content: [
        { is: 'strong', children: [text('a '), { is: 'emphasis', children: [text('b')] }] },
        text(' '),
        { is: 'code', text: 'c' },
        text(' '),
        { is: 'strike', children: [text('d')] },
        text(' '),
        { is: 'link', href: 'https://x.y', children: [text('e')] },
        text(' '),
        { is: 'image', alt: 'f', src: 'g.png' },
        { is: 'break' },
        text('h'),
      ],
    });
  });

  it('reads nested lists with their start', () => {
    expect(parseMarkdown('3. a\n   - b\n   - c\n4. d\n', 1)).toMatchObject([
      {
        is: 'list',
        ordered: true,
        start: 3,
        items: [
          [
            paragraph('a', 1),
            { is: 'list', ordered: false, items: [[paragraph('b', 2)], [paragraph('c', 3)]] },
          ],
          [paragraph('d', 4)],
        ],
      },
    ]);
  });

  it('reads tables with their alignment', () => {
    expect(parseMarkdown('|a|b|c|\n|-|:-:|-:|\n|1|`2`||', 1)).toEqual([
      {
        is: 'table',
        head: [[text('a')], [text('b')], [text('c')]],
        rows: [[[text('1')], [{ is: 'code', text: '2' }], []]],
        align: ['left', 'center', 'right'],
        line: 1,
      },
    ]);
  });

  it('shows HTML as text', () => {
    const [block] = parseMarkdown('<script>x</script> <b>y</b>', 1);
    expect(block).toEqual(paragraph('<script>x</script> <b>y</b>', 1));
  });

  it('keeps a plain quote a quote', () => {
    expect(parseMarkdown('> said\n>\n> more', 1)).toEqual([
      { is: 'quote', children: [paragraph('said', 1), paragraph('more', 3)], line: 1 },
    ]);
  });
});

describe('callouts', () => {
  it.each(['note', 'tip', 'important', 'warning', 'caution', 'predict'])('reads %s', (kind) => {
    expect(parseMarkdown(`> [!${kind.toUpperCase()}]\n> What **now**?`, 1)).toMatchObject([
      {
        is: 'callout',
        kind,
        children: [{ content: [text('What '), { is: 'strong' }, text('?')] }],
      },
    ]);
  });

  it('leaves no empty line of a marker that stands alone', () => {
    expect(parseMarkdown('> [!NOTE]  \n> a', 1)).toMatchObject([
      { is: 'callout', children: [paragraph('a', 1)] },
    ]);
    expect(parseMarkdown('> [!NOTE]\n>\n> - a', 1)).toMatchObject([
      { is: 'callout', children: [{ is: 'list' }] },
    ]);
  });

  it('names the nearest kind of an unknown one', () => {
    expect(mistakesOf('\n> [!PREDIKT]\n> a')).toEqual([
      '2: unknown callout "PREDIKT": did you mean "PREDICT"?',
    ]);
    expect(mistakesOf('> [!constructor]\n> a')).toHaveLength(1);
  });
});

describe('command blocks', () => {
  const proofs = (markdown: string) =>
    parseMarkdown(markdown, 1).flatMap((block) => (block.is === 'code' ? [block.proof] : []));

  it('are numbered as the reader meets them, also inside lists and quotes', () => {
    const blocks = parseMarkdown(
      '```sh\na\n```\n\n- x\n  ```sh\n  b\n  ```\n\n```yaml\nk: v\n```\n\n> ```sh\n> c\n> ```\n',
      1,
    );
    expect(blocks).toMatchObject([
      { proof: { number: 1 } },
      { items: [[{}, { text: 'b', proof: { number: 2 }, line: 6 }]] },
      { language: 'yaml', text: 'k: v', proof: { is: 'none' } },
      { children: [{ text: 'c', proof: { number: 3 } }] },
    ]);
  });

  it('take the output block right after them as what they print, and the output stays a block', () => {
    const blocks = parseMarkdown('```sh\nid -u\n```\n\n```output\n0\n```\n', 1);
    expect(blocks).toMatchObject([
      { proof: { is: 'run', number: 1, output: '0' } },
      { language: 'output', text: '0', proof: { is: 'none' } },
    ]);
  });

  it('are not executed when they say why', () => {
    expect(proofs('```sh no-run="needs a second terminal"\ntop\n```\n')).toEqual([
      { is: 'no-run', number: 1, reason: 'needs a second terminal' },
    ]);
  });

  it('keep an output that is only shown', () => {
    const markdown = '```sh no-run="slow"\na\n```\n```output\nb\n```\n';
    expect(mistakesOf(markdown)).toEqual([]);
    expect(proofs(markdown)).toEqual([{ is: 'no-run', number: 1, reason: 'slow' }, { is: 'none' }]);
  });

  it.each([
    [
      '```sh no-run\na\n```',
      '1: no-run without a reason: expected no-run="why it is not executed"',
    ],
    [
      '```sh no-run=" "\na\n```',
      '1: no-run without a reason: expected no-run="why it is not executed"',
    ],
    ['```sh norun="x"\na\n```', '1: unknown attribute "norun": did you mean "no-run"?'],
    [
      '```yaml no-run="x"\na\n```',
      '1: no-run on a block that is no command: expected it on ```sh only',
    ],
    ['```sh\n```', '1: empty command block: expected a command'],
    ['```output\na\n```', '1: output without a command: expected it right after a ```sh block'],
    [
      '```sh\na\n```\ntext\n```output\nb\n```',
      '5: output without a command: expected it right after a ```sh block',
    ],
  ])('refuse %j', (markdown, mistake) => {
    expect(mistakesOf(markdown)).toEqual([mistake]);
  });
});

describe('hostile Markdown', () => {
  const shown = (markdown: string) =>
    parseMarkdown(markdown, 1).map((block) =>
      block.is === 'paragraph' ? plainText(block.content) : block,
    );

  it('cannot send control sequences, in text, code, or as entities', () => {
    const all = JSON.stringify(
      parseMarkdown(
        'a\u001b[31mb &#x202e; `\u009b2J` &#27;\n\n```sh\n\u0007id\u001b]0;x\u0007\n```',
        1,
      ),
    );
    // eslint-disable-next-line no-control-regex
    expect(all).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]|\\u00/);
  });

  it('cannot shift line numbers by a sequence that never ends', () => {
    expect(parseMarkdown('a\u001b]0;\n\nb', 1)).toMatchObject([{ line: 1 }, paragraph('b', 3)]);
  });

  it('has no script links', () => {
    expect(shown('[a](javascript:alert(1))')).toEqual(['[a](javascript:alert(1))']);
  });

  it('replaces NUL', () => {
    expect(shown('a\u0000b')).toEqual(['a\ufffdb']);
  });

  it.each([
    ['quotes', '>'.repeat(50_000)],
    ['lists', '- '.repeat(20_000)],
    ['emphasis', '*a **b '.repeat(20_000)],
    ['brackets', '['.repeat(50_000)],
    ['images', '!['.repeat(50_000)],
    ['backticks', Array.from({ length: 500 }, (_, n) => '`'.repeat(n)).join('a')],
    ['table cells', `${'|a'.repeat(5_000)}\n${'|-'.repeat(5_000)}\n${'|\n'.repeat(5_000)}`],
    ['one long line', 'a'.repeat(10_000_000)],
  ])('with deep or long %s is read in bounded time', (_, markdown) => {
    const started = performance.now();
    expect(parseMarkdown(markdown, 1).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
