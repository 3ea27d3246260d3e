/** Words of retirement announcements, as fragments of regular expressions. `@` stands for a date in all of them. */

/** Alternatives of a regular expression. White space around `|` is for the reader only. */
export function oneOf({ raw }: TemplateStringsArray, ...fragments: readonly string[]): string {
  const joined = raw.reduce((text, part, index) => text + (fragments[index - 1] ?? '') + part);
  return `(?:${joined.trim().replace(/\s*\|\s*/g, '|')})`;
}

/** What may be new without being new use of what ends: a new version, feature or portal. */
const NEW_OTHERWISE = oneOf`features? | functions? | functionality | versions? | releases? | capabilit\w+ | updates? | fixes | development
  | experience | kind | name | index | portal | hits | data | events? | messages? | requests? | address\w* | certificates? | format | policy
  | Relic | York | Zealand | Outlook | Teams | platform | plan | tier | gateway | endpoints? | page | process | standard | home | timeline | date | retirement | deadline | one`;
/** New use: but a new version, feature or portal is no use of what ends. */
export const NEW = String.raw`(?<!\b(?:the|an?|our|its|their|this|that) )(?<!\b(?:mov|migrat|upgrad|switch|updat|transition|convert)\w* to )\bnew(?:ly)?(?! (?:[\w-]+ )?${NEW_OTHERWISE}\b)`;

export const CREATE = oneOf`creat(?:e[sd]?|ing|ion) | deploy(?:s|ed|ing|ments?)? | provision(?:s|ed|ing)?(?! with\b) | regist(?:er\w*|rations?)
  | sign(?:ing|ed|s)?[ -]?ups? | acquir(?:e[sd]?|ing) | onboard\w* | purchas\w+ | buy(?:ing)? | bought | sold | sales? | sell(?:ing|s)? | orders?
  | ordered | ordering | subscrib(?!ers?\b)\w+ | enrol\w* | turn(?:ed|ing)? (?!back\b)(?:\w+ )?on | renewals? | renewed | (?<!re-?)enabl(?:e[sd]?|ing) | install(?:s|ed|ing|ations?)?
  | mak(?:e|ing) (?:them|new) | set(?:ting)? up (?:an? |any )?new`;

export const NOT = String.raw`(?:n['’]t\b|\b(?:not?(?! (?:later|earlier|sooner)\b)|never|cannot|nobody|unable|impossible|unavailable|prevent\w*|prohibit\w*|disallow\w*|block(?:s|ed|ing)?|disabl\w+|refus\w+|reject\w+|restrict\w*|clos(?:e[sd]?|ing)|stop(?:s|ped|ping)?|ceas\w+|end(?:s|ed|ing)?|remov\w+|discontinu\w+|suspend\w*|halt\w*|paus\w+|last)\b)`;

/** Ways to connect: a service that no longer supports one of them refuses it. */
export const PROTOCOL = oneOf`TLS | Transport Layer Security | SSL | protocols? | cipher(?: suite)?s? | (?:basic|legacy|password|key-based|local) auth\w* | authentication(?: methods?)? | NTLM
  | SMB ?v?1 | SSH | FTP | legacy HTTP | HTTP ?1\.\d | IPv4 | handshakes?`;

/** Says of something that it is not possible any more, before a verb. */
export const NO_LONGER = String.raw`(?:\b(?:no longer(?: be able to)?|cannot|can not|can no longer|(?:not|never) (?:be )?able to|unable to|los(?:e|es|ing) the ability to)|(?:\b(?:ca|wo)|(?<!did)(?<!was)(?<!does)(?<!do))n['’]t(?: be able to)?|\bwill not(?: be able to)?)`;

export const SUPPORT = oneOf`support(?:ed)? | (?:security|bug|critical|quality|software)(?: and \w+)?[ -]?(?:updates?|fix(?:es)?|patch(?:es)?)
  | maintenance(?! (?:mode|window)) | hot ?fix(?:es)? | (?:security )?advisor(?:y|ies) | security bulletins? | LTS | maintained | servic(?:ing|ed) | SLA | service[ -]level agreements? | (?:technical )?assistance
  | technical guidance | patch(?:es|ed)`;

/** What is said of support when it is over. */
export const OVER = oneOf`until | till | through | ends? | ended | ending | expires? | expired | closes? | closed | stops? | stopped | halted | ceases? | ceased | lapses?
  | terminat\w+ | discontinued | expiration | expiry | withdrawn | dropped | removed | unavailable | retire[sd]? | over | runs? out | concludes? | concluded | sunset | (?:came|comes?|coming) to an end`;

/** Participles and adjectives that say of something that it is over. */
export const ENDED = oneOf`retired | shut ?down | shut off | sunset(?:ted)? | decommissioned | discontinued | terminated | (?:turned|forced) (?:off|down) | permanently off
  | switched off | disabled | deactivated | removed | erased | purged | deleted | blocked | refused | rejected | closed | cut off | withdrawn | suspended
  | phased out | taken (?:down|offline|away|out of (?:the )?\w+) | brought down | frozen | deprovisioned | stopped | halted | wound down | ended
  | invalidated | revoked | eliminated | unavailable | inaccessible | unreachable | unusable | gone | offline | inoperable | non-?functional
  | deallocated | dropped | uninstalled | distrusted | untrusted | banned | prohibited | barred | obsolete | cut | cancell?ed | invalid | void | rotated out | switched over | pulled | no more
  | unplugged | unpublished | scaled (?:down )?to zero | torn down | dismantled | scrapped | killed(?: off)? | powered (?:down|off) | denied | turned away | kicked out | wound up | wiped`;

/** What is done to a service, and never only to its support. */
export const SWITCHED_OFF = oneOf`shut ?down | (?:switched|turned) off | disabled | deactivated | deleted | removed | deprovisioned | erased | taken (?:down|offline)`;

/** Words that speak of an end, in whatever sentence. */
export const END_WORDS = oneOf`retir\w+ | shut\w* (?:down|off) | sunset\w* | decommission\w* | discontinu\w* | terminat\w* | deprecat\w* | remov\w+
  | disabl\w+ | clos(?:e[sd]?|ing|ure) | end(?:s|ed|ing)? | stop\w* | cease\w* | expir\w+ | EOL | EOS | no longer | migrat\w+ | upgrad\w+ | deadline | replaced | frozen | freez\w+
  | goodbye | farewell | last day | go(?:es|ing)? away`;

/** Verbs in the active voice, of the product ("it stops") or of its vendor ("we remove it"). */
export const ENDS = oneOf`retir(?:e|es|ing) | shut(?:s|ting)? (?:down|off) | sunset(?:s|ting)? | decommission(?:s|ing)? | discontinu(?:e|es|ing)
  | terminat(?:e|es|ing) | turn(?:s|ing)? (?:[^@]{0,60}? )?(?:off|down) | switch(?:es|ing)? (?:[^@]{0,60}? )?off | disabl(?:e|es|ing)
  | remov(?:e|es|ing) | eras(?:e|es|ing) | purg(?:e|es|ing) | delet(?:e|es|ing) | block(?:s|ing)? | refus(?:e|es|ing) | reject(?:s|ing)? | clos(?:e|es|ing) | ceas(?:e|es|ing)
  | die | dies | dying | lapse[sd]? | vanish(?:es)? | fail(?:s|ing)? | break(?:s|ing)? | expir(?:e|es|ing) | bow(?:s|ing)? out | go(?:es|ing)? (?:away|dark|offline|off the air) | disappears? | phas(?:e|es|ing) (?:[^@]{0,60}? )?out
  | tak(?:e|es|ing) (?:[^@]{0,60}? )?(?:down|offline|out of service) | freez(?:e|es|ing) | stop(?:s|ping)? | halt(?:s|ing)? | end(?:s|ing)?
  | lock(?:s|ing)? (?:[^@]{0,60}? )?out | drop(?:s|ping)? | withdraw(?:s|ing)? | shut(?:s|ting)? (?:its|their|the) doors | wind(?:s|ing)? (?:[^@]{0,60}? )?down
  | com(?:e|es|ing) to an end | suspend(?:s|ing)? | revok(?:e|es|ing) | eliminat(?:e|es|ing) | uninstall(?:s|ing)? | pull(?:s|ing)? the plug
  | unplug(?:s|ging)? | dismantl(?:e|es|ing) | tear(?:s|ing)? (?:[^@]{0,60}? )?down | scrap(?:s|ping)? | kill(?:s|ing)? | power(?:s|ing)? (?:[^@]{0,60}? )?(?:down|off) | go(?:es|ing)? down | tim(?:e|es|ing) out | wind(?:s|ing)? up
  | bid(?:s|ding)? farewell | runs? out | wip(?:e|es|ing) | leav(?:e|es|ing) the market`;

/** The third person alone, which needs no verb before it: "the service refuses every server". */
export const ENDS_IT = oneOf`retires | decommissions | dismantles | unplugs | sunsets | withdraws | dies | lapses | vanishes | shuts down | closes | ceases | expires | ends | stops | fails | refuses | rejects | blocks | disables | disappears
  | goes away | goes down | runs out | removes | deletes | terminates | discontinues | goes dark | goes offline`;

export const RETIREMENT = oneOf`retirements? | shut-?downs? | sunset | decommission(?:ing)? | end[ -]of[ -](?:service|operation|use)
  | turn-?(?:off|down) | switch-?off | removals? | deletion | discontinuation | discontinuance | termination | closure | rejections? | cut-?off | (?<!code )freeze | expir(?:y|ation) | enforcement`;

export const BE = String.raw`(?:\b(?:is|are|be|been|being|was|were|gets?|goes|becomes?|go)|['’](?:s|re))`;

export const ADVERBS = String.raw`(?: (?:\w+ly|also|then|now|no longer|to be|be|being|not be))*`;

export const USE = oneOf`work(?:s|ed|ing)? | function(?:s|ed|ing)? | operat\w+ | run(?:s|ning)? | us(?:e|es|ed|ing|able) | available | access\w* | online
  | live | resolv(?:e|es|ed|ing) | serv(?:e|es|ed|ing) | exist(?:s|ed)? | persist\w* | continu\w+ | go(?:es)? on | keep\w* | remain\w* | stay\w* | valid | honou?red | in service`;

export const MOVE = oneOf`upgrad\w+ | updat(?:e|es|ing) | migrat\w+ | mov(?:e|es|ed|ing) | switch\w* | transition\w* | replac\w+ | convert\w* | adopt\w*
  | chang(?:e|es|ed|ing) | install\w* | be (?:on|using|running) | act | tak(?:e|en|ing) action | complet\w+ | renew\w* | rotat\w+
  | re-?creat\w+ | export\w* | comply | have everything | prepar\w+ | enabl\w+`;

export const DUTY = String.raw`\b(?:must|needs?|ha(?:ve|s) to|requires?|required|ensure|make sure|should)\b`;

export const BY = String.raw`\b(?:by|before|until|prior to|no later than|not later than|ahead of|in advance of|latest)(?: the)? @`;

export const UNTIL = String.raw`\b(?:until|till|through|thru|up to(?: and including)?|to and including)(?: the)?(?: end of)? @`;

/** From a date on. */
export const FROM = String.raw`\b(?:from|starting|beginning|effective|as of|as from|after|since|on or after)(?: (?:on|from|in))?(?: or after)?(?: the)?(?: end of)? @`;

/** What is left of a product after its end, and is kept or deleted on days of its own. */
export const LEFTOVERS = oneOf`backups? | logs | archives? | copies | exports? | snapshots? | (?:\w+ )?data | recordings | history | configurations?`;

/** Those who use a product. */
export const USERS = oneOf`customers? | tenants? | users? | organi[sz]ations? | subscriptions? | accounts? | projects? | subscribers? | devices? | apps? | applications?`;

/** What they make with it. */
export const RESOURCES = oneOf`environments? | resources? | sites? | workspaces? | instances? | deployments? | clusters? | servers? | databases? | namespaces?
  | machines? | networks? | vaults? | groups? | teams? | regions?`;

/** Says of some of them that they do not use it yet. */
export const NON_USERS = String.raw`(?:new(?:ly)?(?! (?:and|or) existing)(?:[ -]\w+)? (?:${USERS}|${RESOURCES})|${USERS} (?:without|with no) (?:any )?(?:use|usage|activity)\b|${USERS} (?:that|who|which) (?:(?:have |has |had )?never|(?:do|does|did|have|has|had|are|were)(?:n['’]t| not))\b)`;

/** For them, and for nobody who uses it: "for all online tenants that didn't use it", but not "for existing and new tenants". */
export const FOR_NON_USERS = String.raw`(?:to|for|from|in|on) (?:all |any )?(?:(?!(?:existing|current|both|and|or|all|any)\b)[\w-]+ ){0,2}?${NON_USERS}`;

/** The start of a clause, or its date. */
export const CLAUSE_START = String.raw`^\W*(?:(?:on|from|by|after|since|as of|starting|beginning|effective)?(?: on| in| from)? ?@\W+)?`;

/** What is offered for sale, as the subject of a clause. */
export const OFFERS = String.raw`${CLAUSE_START}(?:(?:most|all|some|many|several) of )?(?:(?!(?:on|of|in|with|from|for|to|what|that|which|who|page|it|we|they)\b)[\w-]+ ){0,6}?offers\b`;

/** What more a clause says of its subject, before its verb. */
const OF_THEM = String.raw`(?: (?:of|for|to|in|on|from|with|by|about) [^@#,]{1,60}?)?(?: will| shall| to| have| has)?(?: \w+ly)?`;

/** Says of the things before it that they end. */
export const THEY_END = String.raw`${OF_THEM} (?:${BE}${ADVERBS} ${ENDED}\b|${ENDS}\b|ended\b|stopped\b|ceased\b|expired\b)`;

/**
 * A pattern for a clause that says that the given things end: they are its subject, at its start or right behind its date.
 * It finds what ends while the product itself goes on: "Feature updates stop after @", "Starting @, editing is blocked".
 */
export function endOf(things: string): string {
  return String.raw`${CLAUSE_START}(?:(?:the|all|any|our|your|its|their|this|these|regular) )?(?:[\w.-]+ ){0,2}?(?:${things})\b(?:${THEY_END}|${OF_THEM} ${UNTIL})`;
}

/** Something that begins: "announced a new portal", but not "announced a new date". */
export const A_NEW = String.raw`(?:an?|our|its|the) (?:brand[ -])?new\b(?! (?:[\w-]+ ){0,3}(?:dates?|timelines?|timetable|deadline|schedule|plan to|policy|retirement|end)\b)`;

/** Names of an end as a process, which may take a while. */
export const ENDING = oneOf`retirement | removal | shut-?down | phase-?out | decommission(?:ing)? | dismantling | tear-?down | sunset | deprecation | enforcement`;
