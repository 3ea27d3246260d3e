/** "And by OU?": what takes the place of a phrase that begins with the same word. */
const PHRASE =
  /^\W*(?:(?:and|or|but|what about|how about|only) )+(by|from|into|via|as|without) (?!(?:who|what|which|when|where|how|it|that|this|then|there|now)\b)([^.?!,]{2,40}?)[\s.?!]*$/i;

/** Where a phrase of the question before ends. */
const PHRASE_END = String.raw`(?= (?:in|on|for|with|at|to|and|or|if|when)\b|[.,;?!]|$)`;

/** The last question with this message's "by ..." in the place of its own; null where it has none, or several. */
export function replacePhrase(text: string, last: string): string | null {
  const [, preposition = '', said = ''] = PHRASE.exec(text) ?? [];
  if (said === '') return null;
  const pattern = new RegExp(String.raw`\b${preposition} [^.,;?!]{2,60}?${PHRASE_END}`, 'gi');
  const [only, ...others] = last.match(pattern) ?? [];
  return only === undefined || others.length > 0 ? null : last.replace(only, () => `${preposition} ${said}`);
}
