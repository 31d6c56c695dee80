import { describe, expect, it } from 'vitest';
import { loadCourse } from '../../../src/course/load.ts';
import { formatProblem } from '../../../src/course/problem.ts';
import { courseFiles, FRONT, lessonText } from './course-files.ts';
import { memoryReader } from './memory-reader.ts';

const LESSON = 'lessons/01-hello/lesson.md';

async function problemsOf(changes: Record<string, string>): Promise<string[]> {
  const result = await loadCourse(memoryReader({ ...courseFiles(), ...changes }), '/course');
  return result.is === 'invalid' ? result.problems.map(formatProblem) : [];
}

const withFront = (from: string | RegExp, to: string) => {
  const front = FRONT.replace(from, to);
  expect(front).not.toBe(FRONT);
  return problemsOf({ [LESSON]: lessonText(front) });
};

describe('loading a course', () => {
  it('gives the lessons in the order of their folders', async () => {
    const files = { ...courseFiles(), 'lessons/00-intro/lesson.md': lessonText() };
    const result = await loadCourse(memoryReader(files), '/course/');
    expect(result).toMatchObject({
      is: 'course',
      course: {
        dir: '/course',
        id: 'mini',
        version: '1.0.0',
        lessons: [
          { id: 'intro', order: 0, dir: '/course/lessons/00-intro' },
          { id: 'hello', order: 1, lab: 'web', needs: [], minutes: 5 },
        ],
      },
    });
  });

  it('marks exactly the right answers', async () => {
    const result = await loadCourse(memoryReader(courseFiles()), '/course');
    if (result.is !== 'course') throw new Error('expected a course');
    const [question] = result.course.lessons[0]?.questions ?? [];
    expect(question?.answers.map((answer) => answer.right)).toEqual([true, false]);
  });

  it('reads files with Windows line ends and a byte order mark, with the same line numbers', async () => {
    const text = `\ufeff${lessonText(FRONT.replace('minutes: 5', 'minutes: 0'))}`;
    expect(await problemsOf({ [LESSON]: text.replaceAll('\n', '\r\n') })).toEqual([
      `${LESSON}:4: minutes: expected at least 1, found 0 (a number)`,
    ]);
  });

  it('refuses a course of a newer format with what to upgrade, and judges nothing else in it', async () => {
    const yaml = '# made later\nformat: 2\nchapters: []\n';
    expect(await problemsOf({ 'course.yaml': yaml, [LESSON]: 'new form' })).toEqual([
      'course.yaml:2: format 2 needs a newer docklab (this one reads format 1): npm i -g docklab@latest',
    ]);
  });
});

describe('a mistake in a course is named with its file, line and what was expected:', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'unknown key near a known one',
      { 'course.yaml': 'format: 1\nid: mini\ntitel: Mini\nversion: 1.0.0\n' },
      [
        'course.yaml:1: title: missing, expected text',
        'course.yaml:3: titel: unknown key, did you mean "title"?',
      ],
    ],
    [
      'version that YAML reads as a number',
      { 'course.yaml': 'format: 1\nid: mini\ntitle: Mini\nversion: 1.0\n' },
      ['course.yaml:4: version: expected text, found 1 (a number)'],
    ],
    [
      'broken YAML',
      { 'course.yaml': 'format: 1\nid: [mini\n' },
      [
        'course.yaml:3: not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
      ],
    ],
    [
      'text with a colon and no quotes',
      { 'course.yaml': 'format: 1\nid: mini\ntitle: Mini: a course\nversion: 1.0.0\n' },
      ['course.yaml:3: not valid YAML: expected quotes around text that has ": " in it'],
    ],
    [
      'key written twice',
      { 'course.yaml': 'format: 1\nid: mini\nid: mini\ntitle: Mini\nversion: 1.0.0\n' },
      ['course.yaml:3: not valid YAML: Map keys must be unique'],
    ],
    [
      'empty course file',
      { 'course.yaml': '' },
      ['course.yaml:1: expected a map of keys, found nothing'],
    ],
    [
      'lesson folder without a number',
      { 'lessons/hello/lesson.md': lessonText() },
      [
        'lessons/hello/lesson.md:1: folder "hello": expected two digits, a dash and an id, such as 01-hello',
      ],
    ],
    [
      'lesson folder without a lesson',
      { 'lessons/02-more/notes.txt': '' },
      ['lessons/02-more/lesson.md:1: missing: every folder in lessons/ has a lesson.md'],
    ],
    [
      'two lessons with one id',
      { 'lessons/02-hello/lesson.md': lessonText() },
      [
        'lessons/02-hello/lesson.md:1: the id "hello" of the folder is taken by lessons/01-hello: expected another',
      ],
    ],
    [
      'two lessons with one number',
      { 'lessons/01-more/lesson.md': lessonText() },
      [
        'lessons/01-more/lesson.md:1: the number 01 of the folder is taken by lessons/01-hello: expected another',
      ],
    ],
    [
      'lesson without front matter',
      { [LESSON]: '# Hello\n' },
      [`${LESSON}:1: expected \`---\` on the first line, then title, …`],
    ],
    [
      'front matter without an end',
      { [LESSON]: '---\ntitle: Hello\n' },
      [`${LESSON}:1: expected a second \`---\` to end the front matter`],
    ],
  ])('%s', async (_, changes, problems) => {
    expect(await problemsOf(changes)).toEqual(problems);
  });

  it('no course.yaml', async () => {
    const { 'course.yaml': _, ...files } = courseFiles();
    expect(await loadCourse(memoryReader(files), '/course')).toMatchObject({
      is: 'invalid',
      problems: [{ file: 'course.yaml', line: 1, severity: 'error' }],
    });
  });

  it('no lessons', async () => {
    const { [LESSON]: _, ...files } = courseFiles();
    expect(await loadCourse(memoryReader(files), '/course')).toMatchObject({
      problems: [{ file: 'course.yaml', message: 'no lessons: expected lessons/01-ID/lesson.md' }],
    });
  });
});

describe('a mistake in front matter is named with its line in the lesson file:', () => {
  it.each<[string, string | RegExp, string, string[]]>([
    [
      'two hints',
      '[Look at the user., Think of --user., ',
      '[Look., ',
      [
        `${LESSON}:11: tasks[0].hints: expected exactly three hints, from a nudge to nearly the command`,
      ],
    ],
    [
      'no hints in a lesson',
      '    hints: [Look at the user., Think of --user., "docker run --user 1000"]\n',
      '',
      [
        `${LESSON}:8: tasks[0].hints: expected exactly three hints, from a nudge to nearly the command`,
      ],
    ],
    [
      'hints in an exam',
      'title: Hello',
      'kind: exam\ntitle: Hello',
      [`${LESSON}:12: tasks[0].hints: expected none: an exam has no hints`],
    ],
    [
      'unknown kind',
      'title: Hello',
      'kind: exma\ntitle: Hello',
      [`${LESSON}:2: kind: unknown value "exma": did you mean "exam"?`],
    ],
    [
      'two right answers',
      'text: Never.',
      'text: Never.\n        right: true',
      [`${LESSON}:14: questions[0].answers: expected exactly one answer with \`right: true\``],
    ],
    [
      'no right answer',
      '        right: true\n',
      '',
      [`${LESSON}:14: questions[0].answers: expected exactly one answer with \`right: true\``],
    ],
    [
      'answer without explanation',
      '        explain: Yes.\n',
      '',
      [`${LESSON}:15: questions[0].answers[0].explain: missing, expected text`],
    ],
    [
      'four questions',
      'questions:\n',
      'questions:\n  - {ask: Who?, answers: [{text: a, right: true, explain: b}, {text: c, explain: d}]}\n',
      [`${LESSON}:12: questions: expected exactly three questions`],
    ],
    [
      'task id in upper case',
      'id: not-root',
      'id: NotRoot',
      [
        `${LESSON}:8: tasks[0].id: expected lower-case letters, digits and single dashes, starting with a letter`,
      ],
    ],
    [
      'task id taken twice',
      'questions:\n',
      '  - {id: not-root, title: b, points: 1, hints: [a, b, c]}\nquestions:\n',
      [`${LESSON}:12: tasks[1].id: "not-root" is taken: expected an id of its own`],
    ],
    [
      'unknown need',
      'lab: web',
      'needs: [appamor]\nlab: web',
      [`${LESSON}:5: needs[0]: unknown value "appamor": did you mean "apparmor"?`],
    ],
    [
      'control characters behind an escape',
      'title: Hello',
      'title: "Hello \\e[31m"',
      [`${LESSON}:2: title: expected text without control characters`],
    ],
    [
      'title over two lines',
      'title: Hello',
      'title: "a\\nb"',
      [`${LESSON}:2: title: expected one line`],
    ],
    ['missing lab', 'lab: web\n', '', [`${LESSON}:2: lab: missing, expected text`]],
    [
      'anchors and aliases',
      'title: Hello\nsummary: A first lesson.',
      'title: &t Hello\nsummary: *t',
      [
        `${LESSON}:2: anchors and aliases (& and *) are not supported: repeat it`,
        `${LESSON}:3: anchors and aliases (& and *) are not supported: repeat it`,
      ],
    ],
    [
      'number that YAML versions disagree about',
      'minutes: 5',
      'minutes: 010',
      [`${LESSON}:4: 010 reads as another number: put it in quotes`],
    ],
  ])('%s', async (_, from, to, problems) => {
    expect(await withFront(from, to)).toEqual(problems);
  });
});
