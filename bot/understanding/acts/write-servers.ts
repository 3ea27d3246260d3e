import { hasWord } from './words-in.ts';
import type { NamedNotice } from './utterance.ts';

/** What servers on a list are to have, by the words that ask for it; the first that fits counts. */
const FILTERS: readonly [string, string][] = [
  ['staging|standby|stand-by|passive|secondary', 'staging'],
  ['unknown|without a version|no version', 'unknown'],
  ['decommissioned|gone|retired|switched off', 'decommissioned'],
  [
    "not migrated|unmigrated|(?:not|\\w+n['’]t) been (?:migrated|moved|upgraded)|(?:not|\\w+n['’]t) (?:migrated|moved|upgraded|off)|left|missing|to do|to go|still|affected|too old|open|remaining|outstanding|not done|problem|problems|trouble|issue|issues|attention|at risk|need work|must be|must|need to be|have to be|should be|need an upgrade|to upgrade",
    'affected',
  ],
  ['migrated|done|finished|moved', 'migrated'],
  ['active|primary', 'active'],
];

/** `servers`, with what they are to have: `servers on V1`, `servers affected`, `count servers`. */
export function writeServerList(text: string, notices: readonly NamedNotice[], version?: string): string {
  const filter = FILTERS.find(([words]) => hasWord(text, words))?.[1];
  const [notice] = notices;
  const about = notice ? ` on ${notice.words}` : '';
  const on = version === undefined ? '' : ` on ${version}`;
  const count = /\bhow (?:many|much)\b|\bcount\b|\bnumber of\b/i.test(text) ? 'count servers' : 'servers';
  return `${count}${about || on || (filter ? ` ${filter}` : '')}`;
}
