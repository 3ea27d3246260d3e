const FIELD =
  /^\s*(?:from|to|cc|bcc|sent|date|subject|importance|von|an|gesendet|datum|betreff|de|para|enviado|assunto|asunto|à|envoyé|objet)\s?:\s/i;
/** Fewer may be a sentence. */
const FEWEST = 2;

/** A text without the head of a mail that was pasted: its sender and its time say nothing that is wanted. */
export function withoutMailHead(text: string): string {
  const lines = text.split('\n');
  const isField = lines.map((line) => FIELD.test(line));
  const isHead = isField.map((is, at) => is && Boolean(isField[at - 1] ?? isField[at + 1]));
  return isHead.filter(Boolean).length < FEWEST ? text : lines.filter((_, at) => !isHead[at]).join('\n');
}
