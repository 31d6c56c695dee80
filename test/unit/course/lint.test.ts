import { describe, expect, it } from 'vitest';
import { attemptKind } from '../../../src/course/lint-attempts.ts';
import { lintCourse } from '../../../src/course/lint.ts';
import { loadCourse } from '../../../src/course/load.ts';
import { formatProblem } from '../../../src/course/problem.ts';
import { lintLab } from '../../../src/lab/parse-folder.ts';
import { courseFiles, FRONT, lessonText } from './course-files.ts';
import { memoryReader } from './memory-reader.ts';

const FOLDER = 'lessons/01-hello';
const LESSON = `${FOLDER}/lesson.md`;
const BODY = FRONT.split('\n').length + 2;
const EXAM = `kind: exam\n${FRONT.replace(/ +hints: .*\n/, '')}`;
const miss = 'about: People do.\nfails: [{task: not-root, check: a, feedback: b}]\n';

/** A course with all that the linter asks for. */
function files(): Record<string, string> {
  const attempts = [
    'solution',
    ...[1, 2, 3].map((n) => `also-right-${n}`),
    ...[1, 2, 3, 4, 5].map((n) => `near-miss-${n}`),
  ];
  return {
    ...courseFiles(),
    [LESSON]: lessonText(FRONT, '## Hello\n\n```sh\nid -u\n```\n'),
    'labs/web/lab.yaml': 'services:\n  web:\n    image: docklab/base:1\n',
    'verifiers/hello.ts': 'export default {};\n',
    ...Object.fromEntries(attempts.map((name) => [`${FOLDER}/attempts/${name}/run.sh`, 'true\n'])),
    ...Object.fromEntries(
      attempts
        .filter((name) => name.startsWith('near'))
        .map((name) => [`${FOLDER}/attempts/${name}/expect.yaml`, miss]),
    ),
  };
}

async function lint(changes: Record<string, string | undefined>): Promise<string[]> {
  const changed = Object.entries({ ...files(), ...changes }).filter(
    ([, text]) => text !== undefined,
  );
  const reader = memoryReader(Object.fromEntries(changed) as Record<string, string>);
  const result = await loadCourse(reader, '/course');
  if (result.is === 'invalid') throw new Error(result.problems.map(formatProblem).join('\n'));
  const problems = await lintCourse(reader, result.course.lessons, (id) =>
    lintLab(reader, '/course', id),
  );
  return problems.map(formatProblem);
}

const lintBody = (body: string, more: Record<string, string> = {}) =>
  lint({ [LESSON]: lessonText(FRONT, body), ...more });
const DO = '```sh\nid\n```\n';

describe('static checks of a course', () => {
  it('find nothing in a course that has everything', async () => {
    expect(await lint({})).toEqual([]);
  });

  it.each<[string, Record<string, string | undefined>, string[]]>([
    [
      'a missing lab',
      { 'labs/web/lab.yaml': undefined },
      [`${LESSON}:5: lab: expected labs/web/lab.yaml`],
    ],
    [
      'a misspelt lab',
      { 'labs/web/lab.yaml': undefined, 'labs/wep/lab.yaml': 'services: {web: {image: a}}\n' },
      [`${LESSON}:5: lab: unknown lab "web": did you mean "wep"?`],
    ],
    [
      'a mistake in the lab',
      { 'labs/web/lab.yaml': 'services:\n  web:\n    imag: a\n' },
      ['labs/web/lab.yaml:3: services.web.imag: unknown key, did you mean "image"?'],
    ],
    [
      'a lab without its Dockerfile',
      { 'labs/web/lab.yaml': 'services:\n  web:\n    build: app\n' },
      [
        'labs/web/lab.yaml:3: service web is built from a Dockerfile that is not there: expected labs/web/app/Dockerfile',
      ],
    ],
    [
      'a mount of what is not there',
      {
        'labs/web/lab.yaml':
          'services:\n  web:\n    image: a\n    volumes: [./www:/www, /etc:/host]\n',
      },
      ['labs/web/lab.yaml:4: service web mounts what is not there: expected labs/web/www'],
    ],
    [
      'no verifier',
      { 'verifiers/hello.ts': undefined },
      [`${LESSON}:1: no verifier: expected verifiers/hello.ts`],
    ],
    [
      'no solution',
      { [`${FOLDER}/attempts/solution/run.sh`]: undefined },
      [`${LESSON}:1: no solution: expected attempts/solution/run.sh`],
    ],
    [
      'few other right ways',
      { [`${FOLDER}/attempts/also-right-1/run.sh`]: undefined },
      [
        `${LESSON}:1: warning: lesson hello has 2 other right ways (attempts/also-right-NAME): expected 3 or more`,
      ],
    ],
    [
      'an attempt of another name',
      { [`${FOLDER}/attempts/wrong/run.sh`]: 'true' },
      [
        `${FOLDER}/attempts/wrong/run.sh:1: attempt "wrong": expected solution, near-miss-NAME or also-right-NAME`,
      ],
    ],
    [
      'an attempt that does nothing',
      { [`${FOLDER}/attempts/solution/run.sh`]: '\n' },
      [`${FOLDER}/attempts/solution/run.sh:1: empty: expected what a person does`],
    ],
    [
      'an attempt without its script',
      { [`${FOLDER}/attempts/near-miss-1/run.sh`]: undefined },
      [`${FOLDER}/attempts/near-miss-1/run.sh:1: missing: every attempt has a run.sh`],
    ],
    [
      'a near miss that expects nothing',
      { [`${FOLDER}/attempts/near-miss-1/expect.yaml`]: undefined },
      [`${FOLDER}/attempts/near-miss-1/expect.yaml:1: missing: a near miss says which checks fail`],
    ],
    [
      'a score of a lesson that is no exam',
      { [`${FOLDER}/attempts/near-miss-1/expect.yaml`]: `${miss}score: 5\n` },
      [`${FOLDER}/attempts/near-miss-1/expect.yaml:3: score: only an exam has one`],
    ],
    [
      'a near miss that earns all points of an exam',
      {
        [LESSON]: lessonText(EXAM, '## Hello\n\n```sh\nid -u\n```\n'),
        [`${FOLDER}/attempts/near-miss-1/expect.yaml`]: `${miss}score: 10\n`,
      },
      [`${FOLDER}/attempts/near-miss-1/expect.yaml:3: score: expected less than 10, found 10`],
    ],
    [
      'a near miss that names no task of the lesson',
      { [`${FOLDER}/attempts/near-miss-1/expect.yaml`]: `${miss}untried: [other]\n` },
      [
        `${FOLDER}/attempts/near-miss-1/expect.yaml:3: unknown task "other": expected one of not-root`,
      ],
    ],
  ])('find %s', async (_, changes, problems) => {
    expect(await lint(changes)).toEqual(problems);
  });

  it('find a lesson without any near miss, and the tasks that none of them fails', async () => {
    const without = Object.fromEntries(
      Object.keys(files())
        .filter((path) => path.includes('near-miss'))
        .map((path) => [path, undefined]),
    );
    expect(await lint(without)).toEqual([
      `${LESSON}:1: lesson hello has 0 near misses (attempts/near-miss-NAME): expected 5 or more`,
      `${LESSON}:8: warning: no near miss fails task not-root`,
    ]);
  });

  it('take a verifier in JavaScript', async () => {
    expect(await lint({ 'verifiers/hello.ts': undefined, 'verifiers/hello.js': '' })).toEqual([]);
  });
});

describe('static checks of a text', () => {
  const words = (count: number) => `${'word '.repeat(count).trim()}\n\n`;

  it.each<[string, string, string[]]>([
    [
      'a text without anything to do',
      '## A\n\nb\n',
      [`${LESSON}:1: warning: no code block: expected something to do`],
    ],
    [
      'a title',
      `# A\n\n${DO}`,
      [`${LESSON}:${BODY}: warning: the title is in the front matter: expected ## or deeper`],
    ],
    [
      'a skipped level',
      `## A\n\n#### B\n\n${DO}`,
      [`${LESSON}:${BODY + 2}: warning: skips a level: expected ### or higher`],
    ],
    [
      'commands that nobody executes',
      `${DO}\n\`\`\`bash\nid\n\`\`\`\n`,
      [
        `${LESSON}:${BODY + 4}: commands in a \`bash\` block are never executed: expected \`sh\`, with no-run="why" if they cannot be`,
      ],
    ],
    [
      'a long read',
      `## A\n\n${words(121)}${DO}`,
      [
        `${LESSON}:${BODY}: warning: 121 words before there is something to do: expected at most 120, then a command or a prediction`,
      ],
    ],
    [
      'a long read without a heading',
      `${words(121)}${DO}`,
      [
        `${LESSON}:${BODY}: warning: 121 words before there is something to do: expected at most 120, then a command or a prediction`,
      ],
    ],
    [
      'a dead link',
      `${DO}\nSee **[this](more.md#x)**.\n`,
      [`${LESSON}:${BODY + 4}: dead link to more.md#x: expected a file at ${FOLDER}/more.md`],
    ],
    [
      'a dead image in a table',
      `${DO}\n|a|\n|-|\n|![b](c.png)|\n`,
      [`${LESSON}:${BODY + 4}: dead link to c.png: expected a file at ${FOLDER}/c.png`],
    ],
    [
      'a link out of the course',
      `${DO}\n[a](../../../x)\n`,
      [`${LESSON}:${BODY + 4}: link to ../../../x leaves the course: expected a path inside it`],
    ],
    [
      'an absolute link',
      `${DO}\n[a](/etc/passwd)\n`,
      [`${LESSON}:${BODY + 4}: link to /etc/passwd leaves the course: expected a path inside it`],
    ],
    [
      'control characters',
      `${DO}\na\u202eb\n`,
      [`${LESSON}:${BODY + 4}: control characters: expected plain text`],
    ],
  ])('find %s', async (_, body, problems) => {
    expect(await lintBody(body)).toEqual(problems);
  });

  it.each([
    ['120 words', `## A\n\n${words(120)}${DO}`],
    ['words after a prediction', `## A\n\n> [!PREDICT]\n> What?\n\n${words(500)}${DO}`],
    ['words after a command', `## A\n\n${DO}\n${words(500)}`],
    ['words in two sections', `## A\n\n${words(100)}### B\n\n${words(100)}${DO}`],
    [
      'links elsewhere and to places of the page',
      `${DO}\n[a](https://a.b/c) [d](#e) [f](mailto:g@h.i)\n`,
    ],
    ['a heading that goes up again', `## A\n\n### B\n\n## C\n\n${DO}`],
  ])('accept %s', async (_, body) => {
    expect(await lintBody(body)).toEqual([]);
  });

  it('accept links to files and folders of the course', async () => {
    const more = { [`${FOLDER}/my notes.md`]: '', 'docs/a/b.md': '' };
    const body = `${DO}\n[a](my%20notes.md?x#y) [b](../../docs/a/) ![c](../../docs/a/b.md)\n`;
    expect(await lintBody(body, more)).toEqual([]);
  });
});

describe('the folder of an attempt', () => {
  it.each([
    ['solution', 'solution'],
    ['near-miss-user-0', 'near-miss'],
    ['also-right-a', 'also-right'],
    ['near-miss-', undefined],
    ['near-miss-A', undefined],
    ['solution-2', undefined],
  ])('%s is %s', (name, kind) => {
    expect(attemptKind(name)).toBe(kind);
  });
});
