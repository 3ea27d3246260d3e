import { MOST_REASON } from '../../deadlines/ports.ts';

/** What somebody says about a deadline, in their own words. */
export interface SaidDeadline {
  /** What they call the notice; null when they name none. */
  notice: string | null;
  /** The date and perhaps a reason, as typed; null takes the tenant's own date back. */
  words: string | null;
  /** It is called a window, or a day by which a move has to be done: only a notice gives one that leaves the date to each tenant. */
  isWindow?: true;
  /** It may be a plan: nobody who sets dates has told it, and nobody asks to note it. */
  isDoubtful?: true;
}

const NOUN = '(?:own )?(?:deadline|cut-?off(?: date)?|window|due date|end date)';
const GRANT =
  '(?:temporary )?(?:exception|extension|exemption|postponement)(?: of the (?:deadline|cut-?off))?';
const IS =
  '(?:(?:is|was|has been|will be) (?:now |set |moved |extended |changed |postponed )*(?:to |until |for )?|(?:will )?(?:ends?|closes?|finish(?:es)?|expires?)(?: on)? |(?:runs|lasts|goes) (?:until|till|to) |(?:starts|begins|opens|runs) (?:on |from )?[^,;]{4,30}? (?:and (?:ends|closes)(?: on)?|until|till|to) |(?:to|until) (?!(?:(?!\\bbecause\\b)\\D)*\\bis\\b)|[=:] ?)';

/** Who has told it, before what is told: "Microsoft wrote that our window ends on …". */
const MOST_LEAD = 80;
const LEADS = /(?<=[^.?!])\b(?:our|we)\b/gi;
const TELLS =
  /^(?:fyi|btw|hi|hello|hey|ok|okay|so|note|update|news|good news)\W*$|(?:[:,]|\b(?:that|says?|said|tells? us|told us|wrote|writes|shows?|states|confirm(?:s|ed)|announce[sd]|cent(?:er|re)|inform(?:s|ed) us|notif(?:ies|ied) us))\s*$|^according to \S+(?: \S+){0,4},?\s*$/i;
/** Who sets dates, or passes them on. */
const SETS_DATES = /\b(?:microsoft|ms|message cent(?:er|re)|admin cent(?:er|re)|notification|support)\b/i;
/** "Please note that" at the end. */
const ASKS_TO_NOTE =
  /[\s,;.:–-]{1,5}(?:please |pls |so )?(?:note|record|remember|write|put|keep|save) (?:that|it|this)(?: down| in mind)?(?:,? (?:please|pls|thanks))?$/i;

const DOUBTS =
  /\b(?:if|when|whether|maybe|perhaps|unless|not|no|never|think|guess|hope|expect|suppose|assume|wish|probably|might|could|would|should|must|why|how|what|who|does|do|did|is|are|can)\b|n['’]t\b/i;

/** A title stands between quotation marks: it may have a verb of its own. */
const NOTICE = '(?<notice>[“"][^“”"]{1,200}[”"]|.+?)';

const SET = [
  new RegExp(
    `^(?:please )?(?:(?:set|move|change|extend|postpone|record|note) )?(?:our|my|the) ${NOUN} (?:for|of|on) ${NOTICE} ${IS}(?<words>.+)$`,
    'i',
  ),
  new RegExp(
    `^(?:please )?(?:(?:set|move|change|extend|postpone|record) )?our (?<notice>.+?) ${NOUN} ${IS}(?<words>.+)$`,
    'i',
  ),
  /^(?:we (?:have|have got|’ve got|'ve got|got)|(?:microsoft|ms|support) (?:has given|gave|gives) us) (?:time )?(?:until|till) (?<words>.+?) (?:for|to move to|to migrate to|to get off|to leave) (?<notice>.+)$/i,
  new RegExp(
    `^(?:(?:we|microsoft|ms|support) (?:have |has |[’']ve |just |finally )*(?:got|received|gave|given|granted|been given|been granted|were given|were granted) )?(?:us )?an? (?:${GRANT}) (?:for|on|to move to|to get off) (?<notice>.+?) (?:was granted |is granted )?(?:until|till|to|up to) (?<words>.+)$`,
    'i',
  ),
  new RegExp(
    `^(?:please )?(?:(?:set|move|change|extend|postpone|record) )?our ${NOUN} ${IS}(?<words>.+)$`,
    'i',
  ),
];

const MOVE = '(?:move|migration|switch|transition|changeover|change)';
const BY = '(?:by|until|till|no later than)';
/** "Our move to cloud sync has to be done by 15 March 2027", "we have to be on cloud sync by then". */
const MOVE_BY = [
  new RegExp(
    `^our ${MOVE}(?: (?:(?:away )?from|off|to|onto) (?<notice>.+?))? (?:has to|must|needs to|is to) be (?:done|finished|completed?|over|through) ${BY} (?<words>.+)$`,
    'i',
  ),
  new RegExp(
    `^we (?:have to|must|need to|are to) (?:be (?:on|off)|(?:move|migrate|switch|change|get) (?:to|onto|off)|have (?:moved|migrated|switched) (?:to|off)|(?:finish|complete) (?:the|our) ${MOVE} (?:to|off)) (?<notice>.+?) ${BY} (?<words>.+)$`,
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

/** `1 May 2027 to 30 June 2027`: the deadline is the end. */
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}';
const RANGE = new RegExp(
  `^(?:from )?[^;]{0,20}\\d[^;]{0,12} (?:to|until|till|through|–|-) (?<end>(?:the )?(?:\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}|${MONTH} \\d|\\d{4}-\\d|\\d{1,2}[./]\\d).*)$`,
  'i',
);

/** What says that the tenant has no date of its own. */
const NO_DATE =
  /^(?:now )?(?:unknown|not known|open|undecided|not decided|gone|none|not set|unset|removed|withdrawn|taken back|the notice(?:['’]s)?(?: own)?(?: (?:date|deadline|cut-?off))?|the (?:date|deadline|cut-?off|one) (?:of|in|from) the (?:notice|announcement|documents?))(?: again| any ?more)?$/i;

/** Reads what is said about a deadline; null for any other text. Whether `words` name a day is left to the caller. */
export function parseSaidDeadline(told: string): SaidDeadline | null {
  for (const { lead, text } of withoutTeller(told)) {
    const said = readTakeBack(text) ?? readSet(text) ?? readMoveBy(text, lead);
    if (said) return said;
  }
  return null;
}

function readTakeBack(text: string): SaidDeadline | null {
  for (const pattern of TAKE_BACK) {
    const notice = pattern.exec(text)?.groups?.['notice'];
    if (notice !== undefined) return { notice, words: null };
  }
  return null;
}

function readSet(text: string): SaidDeadline | null {
  for (const pattern of SET) {
    const groups = pattern.exec(text)?.groups;
    const said = groups?.['words']?.trim();
    if (said === undefined) continue;
    const words = RANGE.exec(said)?.groups?.['end'] ?? said;
    const isWindow = /\bwindow\b/i.test(text) && { isWindow: true as const };
    return {
      notice: groups?.['notice']?.trim() ?? null,
      words: NO_DATE.test(words) ? null : words,
      ...isWindow,
    };
  }
  return null;
}

/** @param lead who has told it. */
function readMoveBy(text: string, lead: string): SaidDeadline | null {
  const isPlain = SETS_DATES.test(lead) || ASKS_TO_NOTE.test(text);
  const fact = text.replace(ASKS_TO_NOTE, '').replace(/ at the (?:very )?latest$/i, '');
  for (const pattern of MOVE_BY) {
    const { notice, words } = pattern.exec(fact)?.groups ?? {};
    if (words === undefined) continue;
    return { notice: notice ?? null, words, isWindow: true, ...(!isPlain && { isDoubtful: true }) };
  }
  return null;
}

/** What is told, as it is and without who has told it, where that is in no doubt. */
function withoutTeller(told: string): { lead: string; text: string }[] {
  const starts = [...told.slice(0, MOST_LEAD).matchAll(LEADS)].map(({ index }) => index);
  return [0, ...starts]
    .map((at) => ({ lead: told.slice(0, at), text: told.slice(at) }))
    .filter(({ lead }) => lead === '' || (TELLS.test(lead) && !DOUBTS.test(lead)));
}

/** The reason that follows a date: `because Microsoft granted an exception`, cut where it is too long. Null when none is given. */
export function readReason(rest: string): string | null {
  const reason = rest
    .replace(/^[\s,;:.–—-]+/, '')
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^(?:because(?: of)?|since|as|due to|reason:?)\s+/i, '')
    .trim();
  return reason === '' ? null : reason.slice(0, MOST_REASON);
}
