#!/usr/bin/env node
// Old syntax on purpose: this file must parse on any Node, to say plainly that it is too old.
'use strict';
var NEEDED = [22, 18];
var found = process.versions.node.split('.').map(Number);
if (found[0] < NEEDED[0] || (found[0] === NEEDED[0] && found[1] < NEEDED[1])) {
  process.stderr.write(
    'docklab needs Node ' +
      NEEDED.join('.') +
      ' or newer, and this is ' +
      process.versions.node +
      ': get a current one from https://nodejs.org/\n',
  );
  process.exitCode = 3;
} else {
  require('./load.cjs');
}
