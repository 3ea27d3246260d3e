import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The document that every notice has. */
export const ANNOUNCEMENT = 'notice.md';

/**
 * The files in a folder and its subfolders, by their paths from it with `/`, sorted. Links to files count as files, as
 * Kubernetes mounts them; links to folders aren't followed. What an editor hides, and `node_modules`, is left out.
 */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries) {
    const inside = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (/(?:^|\/)(?:\.|node_modules\/)/.test(inside)) continue;
    if (await isFile(entry)) files.push(inside);
  }
  return files.sort();
}

async function isFile(entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile();
  const target = await stat(join(entry.parentPath, entry.name)).catch(() => null);
  return target === null || target.isFile(); // a link that leads nowhere is reported when it is read
}

/** Whether an entry of a folder is a folder or a link to one; a link that leads nowhere may be one. */
export async function isFolder(entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  const target = await stat(join(entry.parentPath, entry.name)).catch(() => null);
  return target === null || target.isDirectory();
}
