/** Sentences of a message that are read for acts: as many as a pasted list of servers may have within a message's length. */
const MAX_SENTENCES = 200;

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
    .slice(0, MAX_SENTENCES);
}
