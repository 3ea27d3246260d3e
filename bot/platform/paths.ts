import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where package.json lies, whether the program runs from its sources or compiled. */
export const packageFolder = dirname(createRequire(import.meta.url).resolve('#package'));

/** The documents that come with Cutover, a folder each. */
export const noticesFolder = join(packageFolder, 'bot', 'notices');

/** Where the build puts what `/tab/` serves. */
export const tabFolder = join(packageFolder, 'dist', 'tab');

/** Files whose name holds a hash of what is in them: such a name never means anything else. */
export const HASHED_FILE = /-[A-Z0-9]{8}\.(?:js|css)$/;
