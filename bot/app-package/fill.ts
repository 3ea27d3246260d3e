import { CutoverError } from '../platform/errors.ts';
import type { Values } from './environment.ts';

const PLACEHOLDER = /\$\{\{\s*(\w+)\s*\}\}/g;

/**
 * Replaces each placeholder `${{NAME}}` with its value, as Microsoft 365 Agents Toolkit does.
 * @param text JSON with placeholders inside strings; values are escaped.
 * @throws CutoverError `missing-values`, naming each variable that is missing and where to set it.
 */
export function fillPlaceholders(text: string, { file, of }: Values): string {
  const names = new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name));
  const missing = [...names].filter((name) => of[name] === undefined);
  if (missing.length > 0) {
    const lines = missing.map((name) => `${name} is missing: set it in ${file} or in the environment.`);
    throw new CutoverError('missing-values', lines.join('\n'));
  }
  return text.replace(PLACEHOLDER, (_, name: string) => JSON.stringify(of[name]).slice(1, -1));
}
