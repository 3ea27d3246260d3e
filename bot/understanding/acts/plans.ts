import { doubtsOf } from './mood.ts';

/** What is so now, and what somebody will do about it: "still on 2.4.18.0, we will upgrade it next week". */
const PLANS =
  /^(.*\b(?:still|currently|now|runs|running) (?:\S+ ){0,2}…[^…]*?) (?:,|;|-|–|and|but|so) (?:and |but |so )?(?:we|i|they|he|she|somebody|someone|will be (?:upgraded|updated|migrated|moved|replaced|retired)|(?:the )?(?:upgrade|update|migration|move))\b.*$/;

/** What is said of a server, without what is planned for it; `…` stands for each fact. */
export function withoutPlans(words: string): string {
  const [, so] = PLANS.exec(words) ?? [];
  return so !== undefined && doubtsOf(words.slice(so.length)).every((doubt) => doubt === 'planned')
    ? so
    : words;
}
