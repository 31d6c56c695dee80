import type { EngineEvent } from '../host/engine.ts';
import { LABEL } from '../lab/names.ts';

/** What looking does to a container, and no learner: a check executes commands in it, and a hog that it starts is killed. */
const LOOKS = ['exec_', 'top', 'oom'];

/** Whether an event tells of docklab's own looking, which must not wake it again. */
export function isOwnLook({ action, attributes }: EngineEvent): boolean {
  const role = attributes[LABEL.role];
  return role === 'probe' || role === 'client' || LOOKS.some((look) => action.startsWith(look));
}
