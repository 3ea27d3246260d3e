import type { VersionQuestion } from '../guidance/answer-versions.ts';

const BEGINS = String.raw`(?:^|[.,;:!?]\s+|\b(?:so|and|but|hi|hello)[,:]?\s+)`;
/** A clause that begins like a question for yes or no. */
const YES_OR_NO = new RegExp(
  String.raw`${BEGINS}(?:is|are|am|was|were|does|do|did|can|could|will|would|may|must|should|has|have)\s+(?!not\b)`,
  'i',
);
/** Or ends like one: "allowed?", "is that ok", "or not?". */
const ENDS = /\b(?:allowed|possible|supported|fine|ok|okay|safe|affected|right|or not)[\s?]*$/i;
/** A question for something else, or for one of two things. */
const ASKS_FOR_MORE =
  /\b(?:which|what|who|whom|where|when|why|how)\b|\bor (?!not\b|newer\b|later\b|older\b|above\b|below\b)/i;
const DENIES = /\b(?:not|never|no longer|without)\b|n['’]t\b/i;

/**
 * Whether a message asks for a yes or a no, and "yes" would confirm what it names. Negated questions ("doesn't it", "not
 * supported any more?") don't count, because people read the answer to them in two ways.
 */
export function asksYesOrNo(text: string): boolean {
  const asked = text.replace(/\bor not[\s?]*$/i, '');
  if (ASKS_FOR_MORE.test(asked) || DENIES.test(asked)) return false;
  return YES_OR_NO.test(text) || ENDS.test(text);
}

const ASKS_WHEN =
  /\b(?:when|how soon) (?:will|does|do|is|are|can|could|would)\b|\bwill\b[^.?!]{0,80}\b(?:ever|eventually|one day|some ?day|soon|later|in (?:the )?future)\b|\b(?:planned|roadmap|road map)\b/i;

/** Whether a message asks when something comes, or whether it ever does. */
export function asksWhenItComes(text: string): boolean {
  return ASKS_WHEN.test(text);
}

/** Whether a message asks since or until when something holds. */
export function asksSpan(text: string): boolean {
  return /\b(?:since|until|till|by|from) (?:when|what (?:day|date))\b|\bhow long\b/i.test(text);
}

/** What a message asks of a version with yes or no; null when it asks something else. */
export function askedOfVersion(text: string): VersionQuestion | null {
  if (!asksYesOrNo(text)) return null;
  if (/\baffected\b/i.test(text)) return 'affected';
  return /\bsupport(?:ed)?\b/i.test(text) ? 'supported' : null;
}

/**
 * The index of the thing compared that a question for yes or no is about; null when it is about none, or about several.
 * @param headers of a comparison, the first is that of the features.
 */
export function askedColumn(text: string, headers: readonly string[]): number | null {
  if (!asksYesOrNo(text)) return null;
  const said = text.toLowerCase();
  const named = headers.flatMap((header, i) => (i > 0 && said.includes(header.toLowerCase()) ? [i] : []));
  const [only, ...others] = named;
  return only !== undefined && others.length === 0 ? only : null;
}
