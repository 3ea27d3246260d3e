const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;
/** Longer messages say more than that. */
const LONGEST = 90;

/** The lower-case words of a short text; none of a longer one. */
export function shortWordsOf(text: string): string[] {
  return text.length > LONGEST ? [] : (text.toLowerCase().replaceAll('’', "'").match(WORD) ?? []);
}

/** A set of the words in a text. */
export function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter(Boolean));
}

/** Words that say nothing by themselves. */
const FUNCTION_WORDS = wordSet(
  `a an the and or but so then also now please ok okay still yet already too as well again really exactly just only at all to of for
  in on by with from is are was were be been being isn't aren't am do does did don't doesn't didn't has have had hasn't haven't
  having can could will would shall should must may might need needs we us our i me my you your there here what what's which who when
  where how why if whether much many more most not no yes until till since any both each every that's it's when's where's who's how's get gets`,
);

/** What a short text may be about that goes on with what was said before. */
export interface Subject {
  /** Words for the thing that was spoken of; one of them has to be there. */
  names: ReadonlySet<string>;
  /** What is asked of it; one of them has to be there. */
  asked: ReadonlySet<string>;
}

/** Whether a short text has no other words than those of the subject, of both kinds, and function words. */
export function isOnlyAbout(text: string, { names, asked }: Subject): boolean {
  const words = shortWordsOf(text);
  return (
    words.some((word) => names.has(word)) &&
    words.some((word) => asked.has(word)) &&
    words.every((word) => names.has(word) || asked.has(word) || FUNCTION_WORDS.has(word))
  );
}
