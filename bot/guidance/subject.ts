const LABEL =
  /^(?:\[[^\]]{1,40}\]|(?:retirement|deprecation|end of (?:support|life|service)|action required|announcement|important|faq|update)(?: (?:notice|announcement))?:)\s*/i;
const END_NOUN =
  '(?:decommission(?:ing)?|retirement|retir(?:e|es|ing)|deprecat(?:e|es|ing|ions?)|removal|removing|shut(?:ting)?[ -]?down|sunset(?:ting)?|discontinu(?:e|ing|ation)|end(?:ing|s)?(?:[ -]of)?(?: the)?[ -](?:support|life|service|sale)|eol)';
const KIND = '(?: (?:faq|announcement|notice|overview|plan|timeline|schedule|guide|details|roadmap))?';
/** What leads to the name of what ends: "We're retiring", "What happens to", "Guide to", "Deprecation plan for". */
const BEFORE: readonly RegExp[] = [
  /^(?:what(?:['’]s| is| will be)? (?:happen(?:s|ing)? (?:to|with)|next for)|the future of|frequently asked questions (?:\(faqs?\) )?about|guide to|faq (?:about|on)) (?:the )?/i,
  new RegExp(
    `^(?:(?:announcing|about|understand(?:ing)?|plan(?:ning)? for|prepare for|preparing for|upcoming|planned|we(?:['’]re| are| will(?: be)?)) (?:the )?)*${END_NOUN}${KIND}\\s+(?:(?:of|for)\\s+)?(?:the\\s+)?`,
    'i',
  ),
  /^(?:[\w.-]+ ){1,3}(?:will(?: be)?|is|are) (?:remov(?:e|ing)|retir(?:e|ing)|drop(?:ping)?|discontinu(?:e|ing)|deprecat(?:e|ing)) (?:support for )?(?:the )?/i,
];
/** The product that is left stands before the one that is moved to. */
const MOVE =
  /^(?:(?:migrat(?:e|ing)|mov(?:e|ing)|transition(?:ing)?|switch(?:ing)?|upgrad(?:e|ing)|migration|transition)(?: away)? (?:from|off(?: of)?)|replac(?:e|ing)|migrate|upgrade|(?:migrating|upgrading)(?= (?:your|the|an?|existing) ))(?: (?:your|the|an?|existing))* (?<from>.+?)(?: (?:to|with|by) .+)?$/i;
const MONTH = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const DATE = `(?: (?:on|in|by|from|after|before|starting|beginning|as of|effective) (?:(?:the |early |mid-?|late |end of |q[1-4] )*(?:\\d|${MONTH}|year)).{0,60})`;
const WHEN = `${DATE}?`;
const AFTER = [
  new RegExp(` effective (?:\\d|${MONTH}).{0,40}$`, 'i'),
  new RegExp(
    ` (?:will )?(?:(?:(?:has |have )?reach(?:es|ed)?|go(?:es)?|run(?:s)?) (?:the )?(?:end of|out of) (?:support|life|service)|no longer (?:be )?(?:supported|available|work)|stops? working)${WHEN}$`,
    'i',
  ),
  / (?:will )?(?:begin|start|enter)s? (?:its )?(?:deprecation|retirement)\b.*$/i,
  new RegExp(
    ` (?:(?:is|are|has|have|was|were|will|to) )?(?:(?:now|being|been|be) )*(?:retired|retiring|deprecated|discontinued|closing|closed|decommissioned|sunset|frozen|shut down|removed)(?: and replaced\\b.*)?${WHEN}$`,
    'i',
  ),
  new RegExp(`[ -]${END_NOUN}${KIND}${WHEN}$`, 'i'),
  new RegExp(`${DATE}$`, 'i'),
];
/** `Basic authentication deprecation in Exchange Online`; a date after the noun has gone before. */
const WITHIN = new RegExp(` ${END_NOUN} (in|from|for) (?=\\p{Lu})`, 'iu');
/** What a title adds behind a comma or a dash. */
const TAIL = /(?:,| [–—-]) [^,–—]{1,80}$/;
const END_MARK = /[\s?!.:]{1,5}$/;

/**
 * What a notice's title says is retired: `Decommission Azure AD Connect V1` is about Azure AD Connect V1, and so is
 * `Migrate from Azure AD Connect V1 to cloud sync`. A title that says nothing of an end is the subject itself.
 */
export function subjectOf(title: string): string {
  const bare = title.replace(LABEL, '').replace(END_MARK, '');
  const short = bare.replace(TAIL, '');
  const [subject, shorter] = [bare, short].map(namedIn);
  const found = shorter !== undefined && shorter !== short ? shorter : subject;
  return found !== undefined && /[\p{Lu}\d]/u.test(found) ? found : title;
}

/** The title without what it says of an end. */
function namedIn(title: string): string {
  const led = BEFORE.reduce((rest, pattern) => rest.replace(pattern, ''), title);
  const ended = AFTER.reduce((rest, pattern) => rest.replace(pattern, ''), led);
  const moved = MOVE.exec(ended)?.groups?.['from'] ?? ended;
  const subject = moved.replace(WITHIN, ' $1 ');
  return subject === title ? title : subject.replace(/^the (?=\S+ )/i, '');
}
