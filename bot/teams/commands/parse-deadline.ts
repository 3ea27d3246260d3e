/** What somebody says about a deadline, in their own words. */
export interface SaidDeadline {
  /** What they call the notice; null when they name none. */
  notice: string | null;
  /** The date and perhaps a reason, as typed; null takes the tenant's own date back. */
  words: string | null;
}

const NOUN = '(?:own )?(?:deadline|cut-?off(?: date)?|window|due date|end date)';
const GRANT =
  '(?:temporary )?(?:exception|extension|exemption|postponement)(?: of the (?:deadline|cut-?off))?';
const IS =
  '(?:(?:is|was|has been) (?:now |set |moved |extended |changed |postponed )*(?:to |until |for )?|ends?(?: on)? |to |until |[=:] ?)';

const SET = [
  new RegExp(
    `^(?:please )?(?:(?:set|move|change|extend|postpone|record|note) )?(?:our|my|the) ${NOUN} (?:for|of|on) (?<notice>.+?) ${IS}(?<words>.+)$`,
    'i',
  ),
  new RegExp(
    `^(?:please )?(?:(?:set|move|change|extend|postpone|record) )?our (?<notice>.+?) ${NOUN} ${IS}(?<words>.+)$`,
    'i',
  ),
  /^we (?:have|have got|’ve got|'ve got|got) (?:time )?(?:until|till) (?<words>.+?) (?:for|to move to|to migrate to|to get off|to leave) (?<notice>.+)$/i,
  new RegExp(
    `^(?:(?:we|microsoft|ms|support) (?:have |has |[’']ve |just |finally )*(?:got|received|gave|given|granted|been given|been granted|were given|were granted) )?(?:us )?an? (?:${GRANT}) (?:for|on|to move to|to get off) (?<notice>.+?) (?:was granted |is granted )?(?:until|till|to|up to) (?<words>.+)$`,
    'i',
  ),
  new RegExp(
    `^(?:please )?(?:(?:set|move|change|extend|postpone|record) )?our ${NOUN} ${IS}(?<words>.+)$`,
    'i',
  ),
];

const TAKE_BACK = [
  new RegExp(
    `^(?:please )?(?:forget|remove|clear|delete|reset|withdraw|cancel|drop|unset) (?:our|my|the) ${NOUN} (?:for|of|on) (?<notice>.+)$`,
    'i',
  ),
  new RegExp(`^we have no ${NOUN} (?:for|of|on) (?<notice>.+?)(?: any ?more)?$`, 'i'),
];

/** What says that the tenant has no date of its own. */
const NO_DATE =
  /^(?:now )?(?:unknown|not known|open|undecided|not decided|gone|none|not set|unset|removed|withdrawn|taken back|the notice(?:['’]s)?(?: own)?(?: (?:date|deadline|cut-?off))?|the (?:date|deadline|cut-?off|one) (?:of|in|from) the (?:notice|announcement|documents?))(?: again| any ?more)?$/i;

/** Reads what is said about a deadline; null for any other text. Whether `words` name a day is left to the caller. */
export function parseSaidDeadline(text: string): SaidDeadline | null {
  for (const pattern of TAKE_BACK) {
    const notice = pattern.exec(text)?.groups?.['notice'];
    if (notice !== undefined) return { notice, words: null };
  }
  for (const pattern of SET) {
    const groups = pattern.exec(text)?.groups;
    const words = groups?.['words']?.trim();
    if (words === undefined) continue;
    return { notice: groups?.['notice']?.trim() ?? null, words: NO_DATE.test(words) ? null : words };
  }
  return null;
}

/** The reason that follows a date: `because Microsoft granted an exception`. Null when none is given. */
export function readReason(rest: string): string | null {
  const reason = rest
    .replace(/^[\s,;:.–—-]+/, '')
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^(?:because(?: of)?|since|as|due to|reason:?)\s+/i, '')
    .trim();
  return reason === '' ? null : reason.slice(0, MOST_REASON);
}

/** Characters of a reason that are kept. */
export const MOST_REASON = 500;
