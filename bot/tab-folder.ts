import { join } from 'node:path';
import { packageFolder } from './package-folder.ts';

/** Where the build puts what `/tab/` serves. */
export const tabFolder = join(packageFolder, 'dist', 'tab');

/** Files whose name holds a hash of what is in them: such a name never means anything else. */
export const HASHED_FILE = /-[A-Z0-9]{8}\.(?:js|css)$/;
