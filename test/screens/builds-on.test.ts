import { describe, expect, test } from 'vitest';
import { lessonAbout } from '../../src/ui/linear/home-words.ts';
import { nextLesson } from '../../src/ui/views/finish.ts';
import { FakeLearner } from './support/fake-learner.ts';
import { opened } from './support/open.ts';

/** The course of the screens, in which AppArmor builds on 1 and 2, and read-only on 4. */
function learner(): FakeLearner {
  const one = new FakeLearner();
  const after: Record<string, string[]> = {
    apparmor: ['namespaces', 'non-root'],
    'read-only': ['cgroups'],
  };
  one.course = {
    ...one.course,
    lessons: one.course.lessons.map((lesson) => ({ ...lesson, after: after[lesson.id] ?? [] })),
  };
  return one;
}

describe('a lesson that builds on others', () => {
  test('names those that are not solved so far, and can be opened all the same', async () => {
    const { terminal } = opened(80, 24, { learner: learner() });
    await terminal.until('q quit');
    terminal.type('5');
    await terminal.until('Builds on 1 namespaces and 2 non-root, not solved so far.');
    terminal.press('enter');
    await terminal.until('docklab  5 AppArmor');
  });

  test('says nothing more of those that are solved', async () => {
    const some = learner();
    some.setProgress('namespaces', 'solved', { is: 'ready' }, 10);
    const { terminal } = opened(80, 24, { learner: some });
    await terminal.until('q quit');
    terminal.type('5');
    await terminal.until('Builds on 2 non-root, not solved so far.');
  });

  test('names them in lines of words too, until it is solved itself', () => {
    const some = learner();
    const about = () => {
      const all = some.lessons();
      return all
        .filter(({ lesson }) => lesson.id === 'read-only')
        .flatMap((one) => lessonAbout(one, all));
    };
    const words = 'Builds on 4 cgroups, not solved so far. You may open it all the same.';
    expect(about()).toContain(words);
    some.setProgress('read-only', 'solved', { is: 'ready' }, 10);
    expect(about()).not.toContain(words);
  });

  test('is offered as the next one once they are solved, and before only where no other is open', () => {
    const some = learner();
    expect(nextLesson(some, 'non-root')?.id).toBe('cgroups');
    // The lesson that was just done counts as one.
    expect(nextLesson(some, 'cgroups')?.id).toBe('namespaces');
    for (const id of ['namespaces', 'non-root', 'cgroups'])
      some.setProgress(id, 'solved', { is: 'ready' }, 10);
    expect(nextLesson(some, 'namespaces')?.id).toBe('read-only');
    some.setProgress('cgroups', 'new', { is: 'not-here', why: 'no', next: 'none' }, 0);
    some.setProgress('apparmor', 'solved', { is: 'ready' }, 10);
    expect(nextLesson(some, 'namespaces')?.id).toBe('read-only');
  });
});
