import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where package.json lies, whether the program runs from its sources or compiled. */
export const packageFolder = dirname(createRequire(import.meta.url).resolve('#package'));

/** The documents that come with Cutover, a folder each. */
export const noticesFolder = join(packageFolder, 'bot', 'notices');
