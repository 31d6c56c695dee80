import type { Learner, LessonSummary } from '../../app/learner.ts';
import type { Action, KeyPlace } from '../keys.ts';
import { errorWords } from './error-words.ts';
import type { HomeAsk, HomeUi, HomeUiEvent } from './home-ui.ts';
import { jumped, movedSelection, selectedIndex } from './home-ui.ts';
import { scrolled } from './scroll.ts';
import type { Scrollable } from './scroll.ts';

export interface HomeContext {
  readonly learner: Pick<Learner, 'freshPlan' | 'clear' | 'course'>;
  readonly ui: HomeUi;
  /** The lessons that are shown. */
  readonly lessons: readonly LessonSummary[];
  /** Lessons on one page. */
  readonly page: number;
  /** What is asked, when something is. */
  readonly question: Scrollable;
  readonly dispatch: (event: HomeUiEvent) => void;
  readonly open: (lesson: string) => void;
  readonly quit: () => void;
  readonly help: () => void;
}

/** Whose keys count. While docklab asks something, nothing but the answer does. */
export function homePlaces(ui: HomeUi): readonly KeyPlace[] {
  if (ui.ask !== undefined) return ['confirm'];
  return ui.isTyping ? ['filter'] : ['home'];
}

/** Does what a key on the home screen asks for. */
export function homeAct(action: Action, key: string, context: HomeContext): void {
  const { ui, dispatch, lessons } = context;
  dispatch({ is: 'say', text: undefined });
  if (ui.ask !== undefined) return answer(action, ui.ask, context);
  const ids = lessons.map(({ lesson }) => lesson.id);
  const id = ids[selectedIndex(ids, ui.selected)];
  if (action === 'jump') {
    const jump = jumped(
      ui.number,
      key,
      lessons.map(({ lesson }) => lesson),
    );
    return dispatch({ is: 'jump', ...jump });
  }
  dispatch({ is: 'jump', number: '', lesson: undefined });
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
    case 'open':
      return id === undefined ? undefined : context.open(id);
    case 'reset':
      return id === undefined ? undefined : ask([id], 'one', context);
    case 'clear-all':
      return ask(
        context.learner.course.lessons.map((lesson) => lesson.id),
        'all',
        context,
      );
    default: {
      const lesson = movedSelection(action, ids, ui.selected, context.page);
      return lesson === undefined ? undefined : dispatch({ is: 'select', lesson });
    }
  }
}

function ask(ids: readonly string[], scope: HomeAsk['scope'], context: HomeContext): void {
  const { learner, dispatch } = context;
  dispatch({ is: 'ask', ids, scope });
  learner.freshPlan(ids).then(
    (plan) => dispatch({ is: 'plan-read', ids, plan }),
    (error: unknown) => {
      dispatch({ is: 'close' });
      dispatch({ is: 'say', text: errorWords(error) });
    },
  );
}

function answer(action: Action, { ids, plan }: HomeAsk, context: HomeContext): void {
  const { learner, dispatch, question } = context;
  const top = scrolled(action, question);
  if (top !== undefined) return dispatch({ is: 'scroll', to: top });
  if (action === 'no') return dispatch({ is: 'close' });
  // What goes must have been there to read.
  if (action !== 'yes' || plan === undefined) return;
  dispatch({ is: 'close' });
  dispatch({ is: 'say', text: 'Removing…' });
  learner.clear(ids).then(
    () => dispatch({ is: 'say', text: 'Removed. What you solved stays solved.' }),
    (error: unknown) => dispatch({ is: 'say', text: errorWords(error) }),
  );
}
