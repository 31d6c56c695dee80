'use strict';
const { stripVTControlCharacters } = require('node:util');

// Printable, of one column, and never part of a larger grapheme: letters of Europe, punctuation, arrows, lines and marks.
const NARROW =
  /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2319\u2500-\u25fc\u2713-\u2718]*$/;

/** The package itself, whose tables and expressions are made when the first text needs them. */
const whole = () => require('../../../node_modules/string-width/index.js').default;

/** In place of every copy of `string-width` in the bundle: what is drawn most is measured without its tables. */
module.exports = function stringWidth(text, options) {
  if (typeof text !== 'string') return 0;
  const hasCodes = text.includes('\u001b') && options?.countAnsiEscapeCodes !== true;
  const plain = hasCodes ? stripVTControlCharacters(text) : text;
  const isAmbiguousWide = options?.ambiguousIsNarrow === false;
  return !isAmbiguousWide && NARROW.test(plain) ? plain.length : whole()(text, options);
};
