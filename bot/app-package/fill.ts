import { CutoverError } from '../platform/errors.ts';
import type { Values } from './environment.ts';

const PLACEHOLDER = /\$\{\{\s*(\w+)\s*\}\}/g;

/**
 * Puts values in the place of `${{NAME}}`, as Microsoft 365 Agents Toolkit does.
 * @param text JSON: a value is written as the inside of a string.
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
