const GREETING =
  /^\W*(?:hi|hello|hey|hiya|howdy|dear|greetings|good (?:morning|afternoon|evening|day)|morning)(?: (?:there|all|team|everyone|everybody|folks|guys|cutover|bot|again))*\b[\s,.!:;–-]*/i;
/** Also with the name below it: "Kind regards, Kim". */
/** "Back to the certificate: when is it renewed?" goes back to nothing but its subject. */
const BACK_TO =
  /^\W*(?:(?:ok|okay|so|now|and|but|well)\W+)*(?:(?:going|coming|getting|go|again|let['’]?s (?:go|get)) )?back to (?=[^,:;?]{2,40}[,:;] ?\S+ \S+ \S)/i;
const THANKS =
  /(?<=[\s,.!?;–-])(?:(?:(?:many |big )?thanks|thank you|thx)(?: (?:in advance|a lot|so much|very much|again|all|team|everyone))*|(?:(?:best|kind) )?(?:regards|cheers)(?:[ ,\n]{1,3}[\p{L}.]{2,20}){0,2})\W{0,9}$/iu;

/** With fewer words besides, a greeting or thanks is what the message says. */
const MIN_WORDS = 2;

/** A message without the greeting before it, the words that go back to a subject, and the thanks behind it; as it is where it says nothing else. */
export function withoutCourtesy(text: string): string {
  const rest = text.replace(GREETING, '').replace(BACK_TO, '').replace(THANKS, '').trim();
  return rest.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length >= MIN_WORDS ? rest : text;
}
