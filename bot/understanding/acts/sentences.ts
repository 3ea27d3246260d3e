/** Sentences of a message that are read for acts: as many as a pasted list of servers may have within a message's length. */
const MAX_SENTENCES = 500;

/** Where a sentence ends: at a mark before a space, or at the end of a line. Not after a single letter (`W. Europe`) or a short form. */
const END = /[.!?;](?=\s)|\n/g;
const SHORT_FORM = /(?:^|[\s(])(?:[a-z]|e\.g|i\.e|etc|vs|approx|no|nr|mr|ms|dr|st|incl|resp)$/i;

/** The sentences of a message, with their marks. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(END)) {
    if (mark === '.' && SHORT_FORM.test(text.slice(Math.max(0, index - 8), index))) continue;
    sentences.push(text.slice(from, index + mark.length));
    from = index + mark.length;
  }
  sentences.push(text.slice(from));
  return sentences
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
    .flatMap(withoutQuestion)
    .slice(0, MAX_SENTENCES);
}

/** What an order begins with that may follow another act: "AADC01 is migrated and remind us at 9". */
const ORDER =
  '(?:please |also |then |now |could you |can you )*(?:remind|(?:ping|nudge|notify)(?= (?:us|me|this|everybody|everyone)\\b)|snooze|mute|pause|resume|forget|delete|remove|rename|undo|unsubscribe|(?:stop|end|cancel) (?:the|our|all|reminders|alerts|reminding|sending)|(?:turn|switch) (?:the |our )?(?:reminders |alerts )?(?:on|off)|alerts here|send (?:us|me|the)|(?:show|tell|give) (?:us|me)|(?:show|list) (?:the|our|all)|set (?:the|our|quiet)|quiet hours|ask (?:a|the|somebody|someone))';
/** A server's name with what is said of it. */
const STATEMENT = '[a-z][\\w.-]{0,40}\\d[\\w.-]{0,20} (?:is|runs|has|was|got|went|uses|now)';
const AND = '(?:,? and(?: then| also)?|,? then|, but|,|;| -) ';
const NEXT_ORDER = new RegExp(`${AND}(?=${ORDER}\\b)`, 'gi');
const NEXT_STATEMENT = new RegExp(`${AND}(?=${STATEMENT}\\b)`, 'gi');
const STARTS_AS_ORDER = new RegExp(`^${ORDER}\\b`, 'i');

const QUESTION = /(?:,| [-–—])(?: and| but| so)? (?=(?:when|what|which|who|where|why|how)\b)/i;
const STARTS_AS_ACT = new RegExp(`^(?:${STATEMENT}|remind us at \\d)`, 'i');

/** "AADC01 runs 1.6.16.0, when does that stop working?": what is stated, and the question after it, about the version. */
function withoutQuestion(sentence: string): string[] {
  if (!sentence.endsWith('?') || !STARTS_AS_ACT.test(sentence)) return [sentence];
  const { 0: mark, index } = QUESTION.exec(sentence) ?? { 0: '', index: 0 };
  if (index === 0) return [sentence];
  const stated = sentence.slice(0, index);
  const [version] = /\b\d{1,2}(?:\.\d{1,6}){1,3}\b/.exec(stated) ?? ['$&'];
  return [stated, sentence.slice(index + mark.length).replace(/\b(?:it|that|this)\b/i, version)];
}

/** The parts of a sentence that may be acts of their own; the sentence alone where it has one. */
export function clausesOf(sentence: string): string[] {
  const next = STARTS_AS_ORDER.test(sentence)
    ? [...sentence.matchAll(NEXT_ORDER), ...sentence.matchAll(NEXT_STATEMENT)]
    : [...sentence.matchAll(NEXT_ORDER)];
  const clauses: string[] = [];
  let from = 0;
  for (const { 0: mark, index } of next.sort((a, b) => a.index - b.index)) {
    if (index < from) continue;
    clauses.push(sentence.slice(from, index));
    from = index + mark.length;
  }
  return [...clauses, sentence.slice(from)].map((clause) => clause.trim()).filter(Boolean);
}
