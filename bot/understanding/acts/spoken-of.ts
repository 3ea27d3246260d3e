/** The place of the one server that was not spoken of. */
export const THE_OTHER = -1;
/** The place of all that were spoken of: "both are on 2.5.190.0". */
export const ALL_OF_THEM = -2;
/** The place of all that are on the list. */
export const ALL_SERVERS = -3;

/** `it`, `that server`: what was spoken of before. */
const PRONOUN =
  /^(?:(?:all|every one) (?:of )?(?:(?:the|our|my) )?servers?(?= (?:are|is|run|runs|have|has|were|got|as|to|now)\b)|(?:all (?:of )?(?:(?:the|our|my) )?servers|everything)(?=[ .!]{0,5}$)|everything(?= (?:is|was|has been|as|to)\b)|(?:all of )?them(?: all| both)?(?= (?:as|to)\b)|all(?= (?:as|to|are|were|have been)\b)|the (?:first|second|third|other)(?: one| server)?|it|it's|its|that (?:one|server|box|machine)|this (?:one|server|box|machine)|the (?:one|server|box|machine|latter|same one)|same server|both(?: of (?:them|those|these)| servers| boxes| machines)?|they|all (?:of them|of those|of these|two|three|four|five))\b/;

/** Corrects what was said just before. */
const CORRECTION = /^(?:no|sorry|oops|correction|typo|i mean|i meant|actually|rather|wrong)\b/;

/** The words at the start of a text, in lower case, that stand for servers without a name. */
export function pronounAt(text: string, isStart: boolean): string | undefined {
  return (PRONOUN.exec(text) ?? (isStart ? CORRECTION.exec(text) : null))?.[0];
}

/** The place of `the first one` among those that were spoken of, or one of the places above; null: there is one. */
export function placeOf(pronoun: string): number | null {
  if (pronoun.includes('other')) return THE_OTHER;
  if (/^(?:every|all(?: .*servers?)?$)/.test(pronoun)) return ALL_SERVERS;
  if (/^(?:both|they|them|all)/.test(pronoun)) return ALL_OF_THEM;
  const place = ['first', 'second', 'third'].findIndex((word) => pronoun.includes(word));
  return place < 0 ? null : place;
}
