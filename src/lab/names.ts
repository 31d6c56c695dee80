/** The names and labels of everything that docklab makes on an engine. Pure. */
import type { Labels } from '../host/engine.ts';

/** The image that labs build on; see `base-image.ts`. */
export const BASE_IMAGE = 'docklab/base:1';

export const LABEL = {
  course: 'io.docklab.course',
  lesson: 'io.docklab.lesson',
  session: 'io.docklab.session',
  role: 'io.docklab.role',
  service: 'io.docklab.service',
  spec: 'io.docklab.spec',
  secret: 'io.docklab.secret.',
  /** Of a helper: the container that docklab disturbs for as long as the helper lives. */
  disturbs: 'io.docklab.disturbs',
  imageCourse: 'io.docklab.image.course',
  imageLesson: 'io.docklab.image.lesson',
} as const;

type Role = 'lab' | 'probe' | 'client';

/** Labels of an object of one lesson's lab. */
export function labLabels(course: string, lesson: string, session: string): Labels {
  return {
    [LABEL.course]: course,
    [LABEL.lesson]: lesson,
    [LABEL.session]: session,
    [LABEL.role]: 'lab' satisfies Role,
  };
}

/** The filter that finds every object of one lesson's lab. */
export const lessonFilter = (course: string, lesson: string): readonly string[] => [
  `${LABEL.course}=${course}`,
  `${LABEL.lesson}=${lesson}`,
];

/**
 * Labels of an image that docklab built for a lab. Containers inherit their image's labels, so these are others than a
 * lab's: what a learner makes of such an image is theirs. No session among them: the same build is the same image.
 */
export const imageLabels = (course: string, lesson: string): Labels => ({
  [LABEL.imageCourse]: course,
  [LABEL.imageLesson]: lesson,
});

export const containerName = (lesson: string, service: string) => `${lesson}-${service}`;
export const networkName = (lesson: string) => `docklab-${lesson}`;
export const volumeName = (lesson: string, volume: string) => `docklab-${lesson}-${volume}`;
export const builtImage = (lesson: string, service: string) => `docklab/${lesson}-${service}:lab`;

/** `web` to `LAB_WEB`: the variable that holds a service's container name. */
export const serviceVariable = (service: string) =>
  `LAB_${service.toUpperCase().replaceAll('-', '_')}`;
