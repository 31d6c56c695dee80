/** What can be asked for in a lesson. */
import type { Lesson } from '../../course/types.ts';
import { lettersOf } from './choices.ts';
import type { Choice } from './choices.ts';

export type LessonWord =
  | 'next'
  | 'again'
  | 'previous'
  | 'sections'
  | 'commands'
  | 'copy'
  | 'search'
  | 'tasks'
  | 'verify'
  | 'hint'
  | 'intruder'
  | 'questions'
  | 'solution'
  | 'shell'
  | 'lab'
  | 'retry'
  | 'cancel'
  | 'reset'
  | 'finish'
  | 'help'
  | 'back'
  | 'quit';

const CHOICES: readonly Choice<LessonWord>[] = [
  {
    name: 'next',
    help: 'read on; so does Enter alone',
    letters: lettersOf('text', 'next-section'),
  },
  { name: 'again', help: 'read this section again', letters: [] },
  {
    name: 'previous',
    help: 'read the section before',
    letters: lettersOf('text', 'previous-section'),
  },
  {
    name: 'sections',
    takes: 'N',
    help: 'list the sections, or read section N',
    letters: lettersOf('lesson', 'contents'),
  },
  {
    name: 'commands',
    takes: 'N',
    help: 'list the commands of the text, or say command N',
    letters: [],
  },
  {
    name: 'copy',
    takes: 'N',
    help: 'copy command N for your shell',
    letters: lettersOf('text', 'copy-command'),
  },
  {
    name: 'search',
    takes: 'WORDS',
    help: 'say every line of the text that has the words',
    letters: lettersOf('lesson', 'search'),
  },
  { name: 'tasks', takes: 'N', help: 'list the tasks, or say all of task N', letters: [] },
  { name: 'verify', help: 'verify all tasks now', letters: lettersOf('lesson', 'verify') },
  {
    name: 'hint',
    takes: 'N',
    help: 'one more hint, for task N or for the one nearest to done',
    letters: lettersOf('lesson', 'hint'),
  },
  {
    name: 'intruder',
    help: 'let the intruder come: every attack in turn, each said as it is made',
    letters: lettersOf('exam', 'campaign'),
  },
  {
    name: 'questions',
    help: 'answer the closing questions',
    letters: lettersOf('lesson', 'questions'),
  },
  {
    name: 'solution',
    help: 'say the reference solution (asks first)',
    letters: lettersOf('lesson', 'solution'),
  },
  { name: 'shell', help: 'open your shell in the lab', letters: lettersOf('lesson', 'shell') },
  { name: 'lab', help: 'say how the lab is', letters: [] },
  {
    name: 'retry',
    help: 'start the lab again after it failed',
    letters: lettersOf('lesson', 'retry-lab'),
  },
  {
    name: 'cancel',
    help: 'stop the start of the lab, and remove what it has made',
    letters: lettersOf('lesson', 'cancel'),
  },
  {
    name: 'reset',
    help: 'remove the lab and start it anew (asks first)',
    letters: lettersOf('lesson', 'reset'),
  },
  {
    name: 'finish',
    help: 'what is learned, what is open, what is next',
    letters: lettersOf('lesson', 'finish'),
  },
  { name: 'help', help: 'this list', letters: lettersOf('lesson', 'help') },
  {
    name: 'back',
    help: 'back to the lessons; the lab goes on running',
    letters: lettersOf('lesson', 'back'),
  },
  { name: 'quit', help: 'quit docklab; labs go on running', letters: [] },
];

/** What can be asked for in this one: the intruder comes to exams. */
export const lessonChoices = ({ kind }: Lesson): readonly Choice<LessonWord>[] =>
  CHOICES.filter(({ name }) => kind === 'exam' || name !== 'intruder');
