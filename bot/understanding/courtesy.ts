const GREETING =
  /^\W*(?:hi|hello|hey|hiya|howdy|dear|greetings|good (?:morning|afternoon|evening|day)|morning)(?: (?:there|all|team|everyone|everybody|folks|guys|cutover|bot|again))*\b[\s,.!:;–-]*/i;
const THANKS =
  /(?<=[\s,.!?;–-])(?:(?:many |big )?thanks|thank you|thx|cheers|regards|best regards|kind regards)(?: (?:in advance|a lot|so much|very much|again|all|team|everyone))*\W{0,9}$/i;

/** With fewer words besides, a greeting or thanks is what the message says. */
const MIN_WORDS = 2;

/** A message without the greeting before it and the thanks behind it; as it is where it says nothing else. */
export function withoutCourtesy(text: string): string {
  const rest = text.replace(GREETING, '').replace(THANKS, '').trim();
  return rest.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length >= MIN_WORDS ? rest : text;
}
