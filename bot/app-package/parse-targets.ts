import { CutoverError } from '../platform/errors.ts';
import type { Target } from './installations.ts';

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const ADDRESS = /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/;

/**
 * Parses teams and people; duplicates are removed.
 * @param teams team IDs, separated by commas or spaces.
 * @param people user principal names or object IDs, separated by commas or spaces.
 * @param file one target on each line: a team ID, a user principal name, or `person ID` for an object ID. `#` starts a
 * comment.
 * @throws CutoverError `bad-targets`, with a line for each target that is not valid.
 */
export function parseTargets({
  teams,
  people,
  file,
}: {
  teams: string;
  people: string;
  file: { name: string; text: string } | null;
}): Target[] {
  const problems: string[] = [];
  const read = (where: string, kind: Target['kind'] | null, id: string): Target[] => {
    const target = toTarget(kind, id);
    if (!target) problems.push(`${where} "${id}" is ${problemWith(kind)}.`);
    return target ? [target] : [];
  };
  const readLines = (text: string) =>
    text.split('\n').flatMap((line, i) => {
      const [text = ''] = line.split(/(?:^|\s)#/);
      const [, word, id] = /^(?:(team|person)\s+)?(\S.*)$/.exec(text.trim()) ?? [];
      return id ? read(`${file?.name ?? ''}:${i + 1}:`, (word ?? null) as Target['kind'] | null, id) : [];
    });
  const named = [
    ...split(teams).flatMap((id) => read('--teams', 'team', id)),
    ...split(people).flatMap((id) => read('--people', 'person', id)),
    ...readLines(file?.text ?? ''),
  ];
  if (problems.length > 0) throw new CutoverError('bad-targets', problems.join('\n'));
  return [...new Map(named.map((target) => [`${target.kind} ${target.id}`, target])).values()];
}

function split(list: string): string[] {
  return list.split(/[\s,]+/).filter(Boolean);
}

function toTarget(kind: Target['kind'] | null, id: string): Target | null {
  const lower = id.toLowerCase();
  if (GUID.test(id)) return { kind: kind ?? 'team', id: lower };
  return ADDRESS.test(id) && kind !== 'team' ? { kind: 'person', id: lower } : null;
}

function problemWith(kind: Target['kind'] | null): string {
  if (kind === 'team') return 'not a team ID: write a GUID';
  if (kind === 'person') return 'not a user principal name or object ID';
  return 'neither a team ID nor a user principal name; write `person ID` for an object ID';
}
