const GREETING =
  /^\W*(?:hi|hello|hey|hiya|howdy|dear|greetings|good (?:morning|afternoon|evening|day)|morning)(?: (?:there|all|team|everyone|everybody|folks|guys|cutover|bot|again))*\b[\s,.!:;–-]*/i;
/** Also with the name below it: "Kind regards, Kim". */
const THANKS =
  /(?<=[\s,.!?;–-])(?:(?:(?:many |big )?thanks|thank you|thx)(?: (?:in advance|a lot|so much|very much|again|all|team|everyone))*|(?:(?:best|kind) )?(?:regards|cheers)(?:[ ,\n]{1,3}[\p{L}.]{2,20}){0,2})\W{0,9}$/iu;

/** With fewer words besides, a greeting or thanks is what the message says. */
const MIN_WORDS = 2;

/** A message without the greeting before it and the thanks behind it; as it is where it says nothing else. */
export function withoutCourtesy(text: string): string {
  const rest = text.replace(GREETING, '').replace(THANKS, '').trim();
  return rest.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length >= MIN_WORDS ? rest : text;
}
