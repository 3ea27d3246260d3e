import type { z } from 'zod';
import { explainIssue } from '../platform/explain-issue.ts';
import { isStorable } from '../platform/storable-text.ts';
import { invalidField, Problem } from './problem.ts';

/**
 * Reads a JSON body by its schema.
 * @throws Problem 400 if it is neither an object nor a value that the schema allows, 422 naming the first field that is wrong.
 */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (!isObject && !schema.safeParse(body).success) {
    throw new Problem(400, 'Send a JSON object with Content-Type: application/json.');
  }
  const parsed = schema.safeParse(body, { error: explainIssue });
  if (!parsed.success) {
    const { field, message } = firstIssueIn(parsed.error);
    throw invalidField(field, message);
  }
  const unstorable = findUnstorable(parsed.data, []);
  if (unstorable) throw invalidField(pathOf(unstorable), UNSTORABLE);
  return parsed.data;
}

/**
 * Reads query parameters by their schema; of a repeated parameter the last one counts.
 * @throws Problem 400 naming the first parameter that is wrong.
 */
export function parseQuery<Schema extends z.ZodType>(
  schema: Schema,
  query: URLSearchParams,
): z.output<Schema> {
  const parsed = schema.safeParse(Object.fromEntries(query), { error: explainIssue });
  if (parsed.success) return parsed.data;
  const { field, message } = firstIssueIn(parsed.error);
  throw new Problem(400, `${field}: ${message}.`, { field });
}

const UNSTORABLE = 'must not contain NUL or half of a character';

/**
 * Refuses characters that the database can't look up.
 * @throws Problem 400 naming the parameter.
 */
export function checkStorable(query: URLSearchParams): void {
  for (const [field, value] of query) {
    if (!isStorable(value)) throw new Problem(400, `${field}: ${UNSTORABLE}.`, { field });
  }
}

/** The path of the first text that can't be stored; null when there is none. */
function findUnstorable(value: unknown, path: readonly PropertyKey[]): readonly PropertyKey[] | null {
  if (typeof value === 'string') return isStorable(value) ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  const isList = Array.isArray(value);
  for (const [key, item] of Object.entries(value)) {
    const found = findUnstorable(item, [...path, isList ? Number(key) : key]);
    if (found) return found;
  }
  return null;
}

/** The first field that is wrong, as a path such as `servers[3].version`, and why. */
export function firstIssueIn({ issues: [issue] }: z.ZodError): { field: string; message: string } {
  const keys = issue && 'keys' in issue && Array.isArray(issue.keys) ? [String(issue.keys[0])] : [];
  const message = issue?.message ?? 'is invalid';
  return {
    field: pathOf([...(issue?.path ?? []), ...keys]),
    message: message.charAt(0).toLowerCase() + message.slice(1),
  };
}

/** `servers[3].version`. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : `${text}${text ? '.' : ''}${String(part)}`,
    '',
  );
}
