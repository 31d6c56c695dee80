'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const program = join(__dirname, '..', 'dist', 'main.js');

if (existsSync(program)) {
  import('../dist/main.js').catch((error) => {
    console.error(error);
    process.exitCode = 4;
  });
} else {
  process.stderr.write('docklab is not built in this folder yet: `npm start` does that.\n');
  process.exitCode = 3;
}
