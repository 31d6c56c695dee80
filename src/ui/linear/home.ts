/** The dialogue in which a lesson is chosen. */
import type { Learner, LessonSummary } from '../../app/learner.ts';
import { filtered } from '../views/home.ts';
import { choiceLines, choiceOf, lettersOf } from './choices.ts';
import type { Choice } from './choices.ts';
import type { Then } from './desk.ts';
import { clear } from './fresh.ts';
import { engineLines, lessonAbout, lessonList } from './home-words.ts';
import type { Lines } from './lines.ts';
import { plural } from './words.ts';

type HomeWord =
  'open' | 'lessons' | 'about' | 'search' | 'engine' | 'reset' | 'reset-all' | 'help' | 'quit';

const CHOICES: readonly Choice<HomeWord>[] = [
  { name: 'open', takes: 'N', help: 'open lesson N; so does its number alone', letters: [] },
  { name: 'lessons', help: 'list the lessons', letters: [] },
  { name: 'about', takes: 'N', help: 'say more about lesson N', letters: [] },
  {
    name: 'search',
    takes: 'WORDS',
    help: 'list the lessons that have the words',
    letters: lettersOf('home', 'filter'),
  },
  { name: 'engine', help: 'say how the Docker engine is', letters: [] },
  {
    name: 'reset',
    takes: 'N',
    help: 'clear away the lab and answers of lesson N (asks first)',
    letters: lettersOf('home', 'reset'),
  },
  {
    name: 'reset-all',
    help: 'clear away those of all lessons (asks first)',
    letters: lettersOf('home', 'clear-all'),
  },
  { name: 'help', help: 'this list', letters: lettersOf('home', 'help') },
  { name: 'quit', help: 'quit docklab; labs go on running', letters: lettersOf('home', 'quit') },
];

/** Talks about the lessons until one is opened or somebody quits. */
export async function talkOfHome(learner: Learner, lines: Lines): Promise<Then> {
  const solved = learner.lessons().filter(({ progress }) => progress === 'solved').length;
  lines.say('', `${plural(learner.course.lessons.length, 'lesson')}, ${solved} solved:`);
  lines.say(...lessonList(learner.lessons()));
  lines.say('Type the number of a lesson, or help.');
  for (;;) {
    const line = await lines.ask('lessons: ');
    if (line === undefined) return { is: 'quit' };
    const then = await follow(learner, lines, line);
    if (then.is !== 'stay') return then;
  }
}

async function follow(learner: Learner, lines: Lines, line: string): Promise<Then> {
  const stay = (...said: readonly string[]): Then => {
    lines.say(...said);
    return { is: 'stay' };
  };
  if (line === '') return stay('Type the number of a lesson, or help.');
  const named = lessonOf(learner, line);
  if (named !== undefined) return { is: 'open', lesson: named.lesson.id };
  const chosen = choiceOf(line, CHOICES);
  if (chosen.is === 'ambiguous') return stay(`That can be ${chosen.names.join(' or ')}.`);
  if (chosen.is === 'unknown')
    return stay(
      `“${chosen.word}” is no lesson and no word that is known here. The word help lists all words.`,
    );
  const lesson = lessonOf(learner, chosen.rest);
  switch (chosen.name) {
    case 'open':
      return lesson === undefined ? stay(NO_LESSON) : { is: 'open', lesson: lesson.lesson.id };
    case 'about':
      return lesson === undefined
        ? stay(NO_LESSON)
        : stay(...lessonAbout(lesson, learner.lessons()));
    case 'lessons':
      return stay(...lessonList(learner.lessons()));
    case 'search':
      return stay(...found(learner, chosen.rest));
    case 'engine':
      return stay(...engineLines(learner.engine()));
    case 'reset':
      if (lesson === undefined) return stay(NO_LESSON);
      await clear(learner, lines, [lesson.lesson.id], `“${lesson.lesson.title}”`);
      return stay();
    case 'reset-all': {
      const ids = learner.course.lessons.map(({ id }) => id);
      await clear(learner, lines, ids, 'all lessons');
      return stay();
    }
    case 'help':
      return stay('Words; the beginning of a word is enough:', ...choiceLines(CHOICES));
    case 'quit':
      return { is: 'quit' };
  }
}

const NO_LESSON = 'Name a lesson by its number.';

/** The lesson of a number or an id. */
function lessonOf(learner: Learner, text: string): LessonSummary | undefined {
  return learner
    .lessons()
    .find(({ lesson }) => lesson.id === text || String(lesson.order) === text.replace(/^0+/, ''));
}

function found(learner: Learner, words: string): string[] {
  const lessons = filtered(learner.lessons(), words);
  return [`${plural(lessons.length, 'lesson')} with “${words}”.`, ...lessonList(lessons)];
}
