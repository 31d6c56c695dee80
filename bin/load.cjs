'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const program = join(__dirname, '..', 'dist', 'start.cjs');

if (existsSync(program)) require(program);
else {
  process.stderr.write('docklab is not built in this folder yet: `npm start` does that.\n');
  process.exitCode = 3;
}
