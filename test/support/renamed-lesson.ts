/** The only lesson of a course under another id, so that no other test's lab is in the way. */
import type { World } from '../../src/app/world.ts';

export function withRenamedLesson(world: World, id: string): World {
  const [lesson] = world.course.lessons;
  if (lesson === undefined) throw new Error('the course has no lesson');
  const { course } = world;
  return {
    ...world,
    course: { ...course, id: `${course.id}-${id}`, lessons: [{ ...lesson, id }] },
    verifier: () => world.verifier(lesson.id),
  };
}
