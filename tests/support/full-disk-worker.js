import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/*
 * The thread of the embedded store on a disk that is full while the file FULL_DISK_FLAG exists. PGlite's file system
 * writes with this function. A real full disk needs a file system of its own, which a test cannot make everywhere.
 */
const { FULL_DISK_FLAG: flag = '' } = process.env;
const { writeSync } = fs;
fs.writeSync = (...values) => {
  if (fs.existsSync(flag)) throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
  return writeSync(...values);
};
syncBuiltinESMExports();
await import('../../dist/store/database/pglite-worker.js');
