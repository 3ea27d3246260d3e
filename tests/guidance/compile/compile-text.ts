import assert from 'node:assert/strict';
import { type CompileResult, compileNotice } from '../../../bot/guidance/compile/compile-notice.ts';
import type { GuidanceMap } from '../../../bot/guidance/guidance-map.ts';

/** The public address of the articles in these tests. */
export const BASE = 'https://learn.example.com/sync/old/retire-sync';

/** Compiles one announcement, or a folder given as an object of path and text. */
export function compileText(
  files: string | Record<string, string>,
  base: string | null = BASE,
): CompileResult {
  const entries = typeof files === 'string' ? { 'notice.md': files } : files;
  return compileNotice({
    id: 'test',
    files: new Map(Object.entries(entries)),
    entry: 'notice.md',
    ...(base === null ? {} : { base }),
  });
}

/** The map of a document without errors. */
export function mapOf(files: string | Record<string, string>, base: string | null = BASE): GuidanceMap {
  const { map, problems } = compileText(files, base);
  assert.ok(map, problems.map(({ file, line, message }) => `${file}:${String(line)}: ${message}`).join('\n'));
  return map;
}

/** The errors of a document that must have no map, as `file:line: message`. */
export function errorsOf(files: string | Record<string, string>, base: string | null = BASE): string[] {
  const { map, phrases, problems } = compileText(files, base);
  assert.equal(map, null);
  assert.deepEqual(phrases, []);
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ file, line, message }) => `${file}:${String(line)}: ${message}`);
}

/** The warnings of a document that has a map, as `file:line: message`. */
export function warningsOf(files: string | Record<string, string>, base: string | null = BASE): string[] {
  const { map, problems } = compileText(files, base);
  assert.ok(map);
  return problems.map(({ file, line, message }) => `${file}:${String(line)}: ${message}`);
}
