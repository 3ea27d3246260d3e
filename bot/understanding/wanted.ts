/**
 * What is wanted of an answer: the answer, where it is from, its gist, what else there is, whether it holds today, or
 * what else there is after what else was told.
 */
export type Wanted = 'answer' | 'source' | 'gist' | 'more' | 'still' | 'rest';

const LEAD = String.raw`^\W*(?:(?:and|but|so|ok|okay|then|please|also|hm+)\b\W*)*`;
const END = String.raw`(?:[\s,]+(?:please|then|now|today|though|exactly|microsoft|ms))?\W*$`;

const about = (words: string): RegExp => new RegExp(`${LEAD}(?:${words})${END}`, 'i');

const IT = '(?:it|that|this|all that|all this)';

const PATTERNS: readonly (readonly [Exclude<Wanted, 'answer' | 'rest'>, RegExp])[] = [
  [
    'source',
    about(
      [
        "(?:what(?:[’']s| is) (?:the|your) |(?:the |your |any |a )?)(?:sources?|references?|citations?)(?: (?:for|of) " +
          `${IT})?`,
        `(?:do you have |is there |give me |show me )(?:a|the|any|your) (?:source|reference|link|citation)(?: (?:for|to) ${IT})?`,
        `where (?:is|does|did) ${IT} (?:come )?from`,
        `where (?:does it|do they|is it|is ${IT}) (?:say|stated?|written|documented)(?: (?:so|that|this))?`,
        `where (?:did|do) you (?:get|have|read|find) ${IT}(?: from)?`,
        `(?:who|what) (?:says|said|claims|claimed|states) (?:so|that|this|it)|says who|according to (?:whom|what|who)`,
        `(?:which|what) (?:document|page|article)(?: (?:is (?:it|that|this)|says (?:so|that|this)))?`,
        `where can (?:i|we) read ${IT}|(?:a |the )?link`,
      ].join('|'),
    ),
  ],
  [
    'gist',
    about(
      [
        `in (?:short|brief|a nutshell|other words|one (?:sentence|line|word)|a (?:sentence|line|few words)|plain (?:words|english)|simple (?:words|terms))`,
        `(?:the |a )?(?:short(?:er)?(?: (?:version|answer|one))?|summary|gist|tl;?\\s?dr|bottom line)`,
        `briefly|(?:make it |(?:can you )?(?:say|put) (?:it|that) )(?:short(?:er)?|brief(?:ly|er)?|simpl(?:er|y))`,
        `(?:can you |could you )?(?:summari[sz]e|sum up|shorten)(?: ${IT}| up)?(?: for me)?|sum (?:it|that) up`,
      ].join('|'),
    ),
  ],
  [
    'more',
    about(
      [
        `(?:some |any |a bit |a little )?more(?: (?:info(?:rmation)?|details?|about (?:it|that|this)|on (?:it|that|this)))?`,
        `(?:tell|show|give) (?:me|us) (?:some |a bit |a little )?more(?: (?:about|on) ${IT}| details?| info(?:rmation)?)?`,
        `go on|continue|carry on|keep going|(?:the )?details|in (?:more )?detail|elaborate|(?:what|anything|something) (?:else|more)`,
        `(?:is that|was that) (?:all|everything|it)|(?:is there|do you have|have you got) (?:any(?:thing)? )?(?:more|else)`,
      ].join('|'),
    ),
  ],
  [
    'still',
    about(
      [
        `(?:is|are) (?:that|this|it|they|those|these) (?:still|really|also) (?:true|so|right|correct|current|valid|the case|up to date)`,
        `(?:is|are) (?:that|this|it|they|those|these) (?:true|correct|current|valid|up to date|the case)`,
        `(?:is|are) (?:that|this|it|they|those|these) (?:(?:for|really|quite|absolutely|officially) )?(?:sure|certain|confirmed|official|definite|final|fixed|reliable|guaranteed|binding)(?: (?:yet|already|at all))?`,
        `(?:does|do) (?:that|this|it|they|those|these) (?:still|really) (?:hold|apply|count|stand)(?: true)?`,
        `are you (?:really |quite |absolutely )?(?:sure|certain|positive)(?: (?:about|of) ${IT}| (?:that )?(?:it|this|that) is (?:true|right|so))?`,
        `still (?:true|so|right|correct|current|valid|the case|up to date)`,
      ].join('|'),
    ),
  ],
];

/** What a message wants of the answer before it; `answer` when it asks something itself. */
export function wantedOf(text: string): Wanted {
  if (text.length > LONGEST) return 'answer';
  return PATTERNS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'answer';
}

const LONGEST = 60;
