/** Keys of a search: start, type, go from match to match, stay or go back. */
import { placeOf } from '../markdown/document.ts';
import type { Action } from '../keys.ts';
import { lookedFor, steppedTo } from './find.ts';
import type { Find } from './find.ts';
import type { LessonContext } from './lesson-keys.ts';
import { typedText } from './typed-text.ts';

/** True when the key was about the search. */
export function actOnSearch(action: Action, context: LessonContext): boolean {
  const { ui, dispatch, document, text, matches } = context;
  if (action === 'search') {
    const from = placeOf(document, text.top);
    dispatch({ is: 'find', find: { words: '', isTyping: true, from, at: 0 }, place: from });
    return true;
  }
  const { find } = ui;
  if (find === undefined) return false;
  switch (action) {
    case 'look-through':
      // Who typed nothing looks for nothing.
      dispatch({
        is: 'find',
        find: isEmpty(find) ? undefined : { ...find, isTyping: false },
        place: ui.place,
      });
      return true;
    case 'next-match':
      dispatch({ is: 'find', ...steppedTo(find, 1, matches, document, text) });
      return true;
    case 'previous-match':
      dispatch({ is: 'find', ...steppedTo(find, -1, matches, document, text) });
      return true;
    case 'end-search':
      dispatch({ is: 'find', find: undefined, place: ui.place });
      return true;
    case 'undo-search':
      dispatch({ is: 'find', find: undefined, place: find.from });
      return true;
    default:
      return false;
  }
}

const isEmpty = ({ words }: Find): boolean => words.trim() === '';

/** A key that the key map does not know while one types what to look for. */
export function typeWords(key: string, context: LessonContext): void {
  const words = typedText(context.ui.find?.words ?? '', key);
  if (words !== undefined) lookFor(words, context);
}

export function lookFor(words: string, { ui, dispatch, document, text }: LessonContext): void {
  if (ui.find !== undefined) dispatch({ is: 'find', ...lookedFor(ui.find, words, document, text) });
}
