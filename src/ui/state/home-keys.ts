import type { LessonSummary } from '../../app/learner.ts';
import type { Action } from '../keys.ts';
import type { HomeUi, HomeUiEvent } from './home-ui.ts';
import { movedSelection, selectedIndex } from './home-ui.ts';

export interface HomeContext {
  readonly ui: HomeUi;
  /** The lessons that are shown. */
  readonly lessons: readonly LessonSummary[];
  /** Lessons on one page. */
  readonly page: number;
  readonly dispatch: (event: HomeUiEvent) => void;
  readonly open: (lesson: string) => void;
  readonly quit: () => void;
  readonly help: () => void;
}

/** Does what a key on the home screen asks for. */
export function homeAct(action: Action, context: HomeContext): void {
  const { ui, dispatch, lessons } = context;
  const ids = lessons.map(({ lesson }) => lesson.id);
  switch (action) {
    case 'quit':
      return context.quit();
    case 'help':
      return context.help();
    case 'filter':
      return dispatch({ is: 'start-typing' });
    case 'clear-filter':
    case 'keep-filter':
      return dispatch({ is: action });
    case 'open': {
      const id = ids[selectedIndex(ids, ui.selected)];
      return id === undefined ? undefined : context.open(id);
    }
    default: {
      const lesson = movedSelection(action, ids, ui.selected, context.page);
      return lesson === undefined ? undefined : dispatch({ is: 'select', lesson });
    }
  }
}
