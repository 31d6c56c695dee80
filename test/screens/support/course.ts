/** A course for screen tests, with the course's own types. */
import { parseMarkdown } from '../../../src/course/markdown.ts';
import type { Course, Lesson, Question } from '../../../src/course/types.ts';
import { LESSON_TEXT } from './lesson-text.ts';

const QUESTIONS: readonly Question[] = [
  {
    ask: 'The root filesystem is read-only. Why mount a tmpfs on /tmp with `noexec` as well?',
    answers: [
      {
        text: 'Because a tmpfs is slow to execute from.',
        right: false,
        explain: 'It is memory, and as fast as any. Speed is not what this is about.',
      },
      {
        text: 'Because it is the one place where a program can still be dropped and run.',
        right: true,
        explain: 'Each writable place is a place for a tool; `noexec` takes the running away.',
      },
      {
        text: 'Because Docker refuses a tmpfs without it.',
        right: false,
        explain: 'Docker mounts one without a word: its default has noexec, yours may not.',
      },
    ],
  },
  {
    ask: 'Which of these can a process in a read-only container still change?',
    answers: [
      { text: 'Its own memory.', right: true, explain: 'Read-only is about files.' },
      { text: 'Its image.', right: false, explain: 'Images are read-only for every container.' },
    ],
  },
  {
    ask: 'What shows you that the control is really in force?',
    answers: [
      { text: '`docker inspect`', right: false, explain: 'That is what was asked for.' },
      { text: '/proc/PID/mountinfo', right: true, explain: 'That is what the kernel does.' },
    ],
  },
];

const READ_ONLY: Lesson = {
  kind: 'lesson',
  id: 'read-only',
  order: 3,
  after: [],
  title: 'Read-only root filesystem',
  summary: 'Take away every place where an attacker could leave a program behind.',
  minutes: 25,
  needs: [],
  lab: 'read-only',
  tasks: [
    {
      id: 'root',
      title: 'The root filesystem is read-only',
      points: 10,
      hints: [
        'What does the kernel say about the mount on / of the container?',
        'docker run has a flag that mounts the root filesystem read-only.',
        '`docker run -d --name $LAB_WEB --read-only …`',
      ],
    },
    {
      id: 'tmp',
      title: '/tmp takes files but runs none of them',
      points: 10,
      hints: [
        'The app needs /tmp.',
        'A tmpfs has options.',
        '`--tmpfs /tmp:noexec,nosuid,size=1m`',
      ],
    },
    { id: 'size', title: '/tmp cannot fill the memory', points: 5, hints: ['A tmpfs has a size.'] },
  ],
  questions: QUESTIONS,
  remember: 'Leave no place that is both writable and executable.',
  blocks: parseMarkdown(LESSON_TEXT, 30),
  dir: '/course/lessons/03-read-only',
};

const other = (order: number, id: string, title: string, summary: string): Lesson => ({
  ...READ_ONLY,
  id,
  order,
  title,
  summary,
  lab: id,
  minutes: 20 + order,
  dir: `/course/lessons/0${order}-${id}`,
});

export const COURSE: Course = {
  dir: '/course',
  id: 'docker-security',
  title: 'Docker security',
  version: '0.1.0',
  lessons: [
    other(
      1,
      'namespaces',
      'Namespaces',
      'What a container sees of its host, and what it must not.',
    ),
    other(2, 'non-root', 'Not as root', 'Run the app as a user that owns nothing on the host.'),
    READ_ONLY,
    other(4, 'cgroups', 'Limits', 'A container that takes all memory takes it from the others.'),
    other(
      5,
      'apparmor',
      'AppArmor',
      'A profile that says what the app may touch, and nothing else.',
    ),
  ],
};
