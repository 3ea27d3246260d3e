import type { AskedVersions } from '../guidance/answer-version-list.ts';

/** Words of a question for versions by their place in the history, and for nothing else. */
const WORDS = new Set(
  `a aad aadc ad all also and any appear appeared are as at available azure be branch build builds by can come connect current currently
  date day did do download entra ever exactly family first for from get has have i in is it its just know last latest line list me microsoft moment most
  newest now number of old oldest on one ones only out please recent release released releases right run s series still support supported sync
  tell that the there these this to today us v1 v2 version versions very was we were what when which with would you your
  btw hey pls please plz rn thx whats`.split(/\s+/),
);

/** `1.x`, `2.x`, `V1`, `V2`. */
const LINE = /\bv?(\d)(?:\.x)?\b/i;

/** "Anything newer than 2.6.84.0 out there?" */
const NEWER_THAN =
  /^\W*(?:is there |are there |do you know (?:of )?)?(?:anything|something|any|an?|already)(?: (?:version|build|release)s?)? (?:newer|later|fresher|younger)(?: (?:version|build|release)s?)? (?:than|as) v?(?<version>\d+(?:\.\d+){1,3})(?: (?:out|available|there|yet|already|out there))?\W*$/i;
/** "Is 2.6.84.0 still the newest version?" */
const IS_NEWEST =
  /^\W*(?:so )?is (?:version |build )?v?(?<version>\d+(?:\.\d+){2,3})(?: (?:still|really|now|already|currently))?(?: the)? (?:newest|latest|most recent|last|current)(?: (?:one|version|build|release))?(?: (?:now|today|available|out there|there is|at the moment|of \w+(?: \w+){0,2}))?\W*$/i;

/**
 * Reads which versions a message asks for by their place in the history: the newest, the first or the supported ones. Returns
 * null if the message has any other word: "the latest version breaks sign-in" asks for no version.
 */
export function findAskedVersions(text: string): AskedVersions | null {
  const compared = (NEWER_THAN.exec(text) ?? IS_NEWEST.exec(text))?.groups?.['version'];
  if (compared !== undefined) {
    return {
      which: 'newest',
      line: null,
      compared: { version: compared, asks: NEWER_THAN.test(text) ? 'newer' : 'newest' },
    };
  }
  const words = text.toLowerCase().match(/\d\.x|[\p{L}\d]+/gu) ?? [];
  if (!words.some((word) => /^(?:version|build|release)s?$/.test(word))) return null;
  if (!words.every((word) => WORDS.has(word) || /^\d\.x$/.test(word))) return null;
  const line = LINE.exec(text)?.[1] ?? null;
  if (words.some((word) => word === 'support' || word === 'supported')) return { which: 'supported', line };
  if (/\b(?:newest|latest|most recent|last|current)\b/i.test(text)) return { which: 'newest', line };
  return /\b(?:first|oldest)\b/i.test(text) ? { which: 'first', line } : null;
}
