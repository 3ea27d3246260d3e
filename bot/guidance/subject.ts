const LABEL =
  /^(?:\[[^\]]{1,40}\]|(?:retirement|deprecation|end of (?:support|life|service)|action required|announcement|important|faq|update)(?: (?:notice|announcement))?:)\s*/i;
const END_NOUN =
  '(?:decommission(?:ing)?|retirement|retir(?:e|es|ing)|deprecat(?:e|es|ing|ions?)|removal|shut-?down|sunset(?:ting)?|discontinu(?:e|ing|ation)|end[ -]of[ -](?:support|life|service|sale))';
const BEFORE = new RegExp(
  `^(?:(?:announcing|about|understand(?:ing)?|plan(?:ning)? for|prepare for|preparing for|upcoming|planned) (?:the )?)*${END_NOUN}\\s+(?:(?:of|for)\\s+)?(?:the\\s+)?`,
  'i',
);
/** The product that is left stands before the one that is moved to. */
const MOVE =
  /^(?:(?:migrat(?:e|ing)|mov(?:e|ing)|transition(?:ing)?|switch(?:ing)?|upgrad(?:e|ing)|migration|transition)(?: away)? (?:from|off(?: of)?)|replac(?:e|ing)|migrate|upgrade)(?: (?:your|the|an?|existing))* (?<from>.+?)(?: (?:to|with|by) .+)?$/i;
const MONTH = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const WHEN = `(?: (?:on|in|by|from|after|before|starting|beginning|as of|effective) (?:(?:the |early |mid-?|late |end of |q[1-4] )*(?:\\d|${MONTH}|year)).{0,60})?`;
const KIND = '(?: (?:faq|announcement|notice|overview|plan|timeline|schedule|guide|details))?';
const AFTER = [
  new RegExp(` effective (?:\\d|${MONTH}).{0,40}$`, 'i'),
  new RegExp(
    ` (?:will )?(?:(?:reach(?:es)?|go(?:es)?|run(?:s)?) (?:the )?(?:end of|out of) (?:support|life|service)|no longer (?:be )?(?:supported|available|work)|stops? working)${WHEN}$`,
    'i',
  ),
  new RegExp(
    ` (?:(?:is|are|has|have|was|were|will|to) )?(?:(?:now|being|been|be) )*(?:retired|retiring|deprecated|discontinued|closing|closed|decommissioned|sunset|shut down|removed)(?: and replaced\\b.*)?${WHEN}$`,
    'i',
  ),
  new RegExp(` ${END_NOUN}${KIND}${WHEN}$`, 'i'),
];
/** `Basic authentication deprecation in Exchange Online`; a date after the noun has gone before. */
const WITHIN = new RegExp(` ${END_NOUN} (in|from|for) (?=\\p{Lu})`, 'iu');

/**
 * What a notice's title says is retired: `Decommission Azure AD Connect V1` is about Azure AD Connect V1, and so is
 * `Migrate from Azure AD Connect V1 to cloud sync`. A title that says nothing of an end is the subject itself.
 */
export function subjectOf(title: string): string {
  const bare = title.replace(LABEL, '');
  const ended = AFTER.reduce((rest, pattern) => rest.replace(pattern, ''), bare.replace(BEFORE, ''));
  const moved = MOVE.exec(ended)?.groups?.['from'] ?? ended;
  const subject = moved.replace(WITHIN, ' $1 ');
  return /[\p{Lu}\d]/u.test(subject) ? subject : title;
}
