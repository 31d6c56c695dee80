/** Small words that many lines share. */

export const plural = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A sentence with its full stop: where it ends must be heard. */
export const sentence = (text: string): string =>
  /[.!?:…]["”']?$/.test(text) || text === '' ? text : `${text}.`;
