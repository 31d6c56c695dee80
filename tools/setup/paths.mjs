import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The current Node that `npm ci` brings (the npm package `node`), whatever runs this. */
export const nodeBinary = (root) => join(root, 'node_modules', 'node', 'bin', 'node');
