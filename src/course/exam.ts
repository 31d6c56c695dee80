/** What is different in an exam, in the words of every front end. */

export const NO_HINTS = 'An exam has no hints.';
