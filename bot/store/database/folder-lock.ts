import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CutoverError } from '../../platform/errors.ts';

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Makes this process the only one on this machine that uses a folder, which must exist. The lock is a
 * socket that the system takes back when the process ends, however it ends.
 * @throws CutoverError `store-in-use`
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const address = addressOf(realpathSync(folder));
  let server = await listen(address);
  if (!server && isFile(address) && !(await answers(address))) {
    rmSync(address, { force: true }); // left behind by a process that was killed
    server = await listen(address);
  }
  if (!server) {
    throw new CutoverError(
      'store-in-use',
      `The data folder ${folder} is in use by another Cutover: stop that one, or set DATA_DIR to another folder. Several at once need a PostgreSQL (DATABASE_URL).`,
    );
  }
  const held = server;
  return { release: () => new Promise((resolve) => held.close(() => resolve())) };
}

/** One name for one folder, of the kind that the system knows: only macOS leaves a file behind. */
function addressOf(folder: string): string {
  const name = `cutover-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.lock`);
}

function isFile(address: string): boolean {
  return address.startsWith('/');
}

/** Null when somebody else listens there. */
function listen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
