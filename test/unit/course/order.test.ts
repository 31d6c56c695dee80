import { describe, expect, it } from 'vitest';
import { loadCourse } from '../../../src/course/load.ts';
import { formatProblem } from '../../../src/course/problem.ts';
import { courseFiles, lessonText } from './course-files.ts';
import { memoryReader } from './memory-reader.ts';

const load = (lessons: string) =>
  loadCourse(
    memoryReader({
      'course.yaml': `${courseFiles()['course.yaml']}lessons:\n${lessons}`,
      'lessons/01-hello/lesson.md': lessonText(),
      'lessons/04-more/lesson.md': lessonText(),
      'lessons/09-last/lesson.md': lessonText(),
    }),
    '/course',
  );

describe('the lessons that course.yaml names', () => {
  it('are counted from 1, whatever their folders are called, and say what they build on', async () => {
    const result = await load(
      '  - id: hello\n  - id: more\n  - {id: last, after: [hello, more]}\n',
    );
    expect(result).toMatchObject({
      is: 'course',
      course: {
        lessons: [
          { id: 'hello', order: 1, after: [] },
          { id: 'more', order: 2, after: [] },
          { id: 'last', order: 3, after: ['hello', 'more'] },
        ],
      },
    });
  });

  it.each<[string, string, string[]]>([
    [
      'a lesson that is left out',
      '  - id: hello\n  - id: last\n',
      ['lessons/04-more/lesson.md:1: "more" is not in course.yaml: expected it under lessons'],
    ],
    [
      'a lesson that does not exist',
      '  - id: hello\n  - id: mores\n  - id: more\n  - id: last\n',
      ['course.yaml:7: lessons[1]: unknown lesson "mores": did you mean "more"?'],
    ],
    [
      'a lesson named twice',
      '  - id: hello\n  - id: more\n  - id: last\n  - id: more\n',
      [
        'course.yaml:9: lessons[3]: "more" is named twice: expected each lesson once',
        'course.yaml:9: lessons[3]: the folder 04-more comes before 09-last: expected the order of the folders',
      ],
    ],
    [
      'another order than that of the folders',
      '  - id: hello\n  - id: last\n  - id: more\n',
      [
        'course.yaml:8: lessons[2]: the folder 04-more comes before 09-last: expected the order of the folders',
      ],
    ],
    [
      'a lesson that builds on a later one, on itself, and on none',
      '  - id: hello\n    after:\n      - last\n      - hello\n      - helo\n  - id: more\n  - id: last\n',
      [
        'course.yaml:8: lessons[0].after: "last" does not come before "hello": expected an earlier lesson',
        'course.yaml:9: lessons[0].after: "hello" does not come before "hello": expected an earlier lesson',
        'course.yaml:10: lessons[0].after: unknown lesson "helo": did you mean "hello"?',
      ],
    ],
  ])('must not have %s', async (_, lessons, problems) => {
    const result = await load(lessons);
    expect(result.is === 'invalid' ? result.problems.map(formatProblem) : []).toEqual(problems);
  });
});
