import { readUndoCount, TAKES_BACK, writeUndo } from './take-back.ts';
import { hasWord } from './words-in.ts';
import { hasNegativeNumber, hasStrayNumber } from './stray-numbers.ts';
import { isTimeLimit } from './guards.ts';
import { SLOT_WORDS, templateOf, type ActContext, type Utterance } from './utterance.ts';
import {
  isOutsideHours,
  isWishForTime,
  writeQuietHours,
  writeSnooze,
  writeWeekends,
  writeWeeklyDay,
  writeWhenToRemind,
} from './write-reminders.ts';
import { writeDays } from './write-days.ts';
import { writeServerList } from './write-servers.ts';
import { askOfUnread } from './unread-when.ts';
import { writeForget, writeRename } from './write-list-change.ts';
import { offerInsteadOfOnce, offerRhythms } from './rhythms.ts';
import type { Written } from './written.ts';

type Writer = (utterance: Utterance, context: ActContext) => Written | null;

const plain =
  (text: string, question: string, title: string): Writer =>
  () => ({ texts: [text], question, title });

/**
 * Writes an act of acts.yaml as plain forms; null where the message lacks what it needs. What the message says of when
 * and isn't in them is asked back.
 */
export function writeAct(label: string, utterance: Utterance, context: ActContext): Written | null {
  const written = WRITERS[label]?.(utterance, context) ?? null;
  return written && OF_WHEN.has(label) ? askOfUnread(written, utterance) : written;
}

/** Acts that say when something is posted. */
const OF_WHEN = new Set(['remind', 'reminder-days', 'weekly-day', 'weekends', 'snooze', 'quiet-hours']);

/** "Remind Kim at 9": reminders are posted here, and to nobody else. */
const REMINDS_OTHERS =
  /\bremind (?!us\b|me\b|everyone\b|everybody\b|all\b|them\b|here\b|(?:the |this |our )?(?:whole |entire )?(?:team|channel|chat|group|people|folks)\b|at\b|on\b|in\b|about\b|again\b|every\b|daily\b|please\b|when\b|\d)\p{L}/iu;

/** "Remind us between 9 and 10" is no silence. */
const REMINDS =
  /^(?:please |can you |could you )*(?:remind|ping|nudge|post|send)\b(?!.*\b(?:no|not|don['’]?t|never|nothing|quiet)\b)/i;

const SEVERAL_SERVERS = 'servers|boxes|machines|hosts|which|any|all of them';

const WRITERS: Readonly<Record<string, Writer>> = {
  remind(utterance) {
    const offer = offerInsteadOfOnce(utterance) ?? offerRhythms(utterance);
    if (offer) return offer;
    const written = writeWhenToRemind(utterance);
    const isDoubtful =
      written?.isDoubtful ??
      (hasStrayNumber(utterance) ||
        hasNegativeNumber(utterance) ||
        isTimeLimit(utterance) ||
        REMINDS_OTHERS.test(utterance.text));
    return written && { ...written, isDoubtful };
  },
  'shift-reminders': ({ shifts }) => {
    const minutes = shifts.at(-1)?.value;
    if (minutes === undefined) return null;
    const by = `${Math.abs(minutes)} minutes ${minutes > 0 ? 'later' : 'earlier'}`;
    return { texts: [`remind us ${by}`], question: `Post the reminders here ${by}?`, title: 'Move' };
  },
  'stop-reminders': (utterance) => {
    const { notices, times, text } = utterance;
    const [notice] = notices;
    if (times.length > 0 && hasWord(text, 'before|after|between|from|until|till'))
      return writeQuietHours(utterance);
    const both = writeStopBoth(text);
    if (both) return both;
    return notice
      ? {
          texts: [`stop reminders about ${notice.words}`],
          question: 'Leave this notice out of the reminders here?',
          title: 'Leave it out',
        }
      : { texts: ['stop reminders'], question: 'Turn off the reminders here?', title: 'Turn off' };
  },
  'reminder-days': (utterance) =>
    offerRhythms(utterance) ??
    (isWishForTime(utterance) ? writeWhenToRemind(utterance) : writeDays(utterance)),
  weekends: (utterance) => writeWeekends(utterance),
  'weekly-day': (utterance) =>
    offerRhythms(utterance) ??
    (isWishForTime(utterance) ? writeWhenToRemind(utterance) : writeWeeklyDay(utterance)),
  'quiet-hours'(utterance) {
    const { text, times } = utterance;
    if (hasWord(text, 'alert|alerts|alarms|pages')) {
      return times.length > 1 ? writeAlerts(utterance) : quietAlerts(writeQuietHours(utterance));
    }
    return REMINDS.test(text) ? writeWhenToRemind(utterance) : writeQuietHours(utterance);
  },
  'no-quiet-hours'(utterance) {
    if (utterance.times.length > 1) return writeQuietHours(utterance);
    const isEnd = !/^be quiet\W*$/i.test(utterance.text);
    return isEnd
      ? { texts: ['no quiet hours'], question: 'Remove the quiet hours here?', title: 'Remove' }
      : null;
  },
  snooze: (utterance) => offerInsteadOfOnce(utterance) ?? offerRhythms(utterance) ?? writeSnooze(utterance),
  resume: plain('resume reminders', 'Resume the reminders here?', 'Resume'),
  'next-reminder': plain('when is the next reminder', 'Show the next reminders?', 'Show'),
  why: plain('why', 'Show what was posted here?', 'Show'),
  'alerts-here': writeAlerts,
  'stop-alerts': ({ text }) =>
    writeStopBoth(text) ?? {
      texts: ['stop alerts'],
      isDoubtful: DROPS_HERE.test(text),
      question: 'Stop the alerts here?',
      title: 'Stop',
    },
  'who-gets-alerts': plain('who gets alerts', 'Show who gets alerts?', 'Show'),
  // "Are we done?" is answered by the servers that are left.
  status: ({ text }) => ({
    texts: [hasWord(text, 'done|finished|ready|migrated|complete|completed') ? 'servers affected' : 'status'],
    question: 'Show the status?',
    title: 'Show',
  }),
  notices: plain('notices', 'List the notices?', 'List'),
  servers: writeServers,
  server(utterance, { subjects }) {
    const renamed = IS_ONLY.test(templateOf(utterance)) && writeRename(utterance);
    if (renamed) return { ...renamed, isDoubtful: true };
    const spokenOf = utterance.servers.map(({ value }) => value.name);
    if (spokenOf.length === 0 && hasWord(utterance.text, SEVERAL_SERVERS)) return writeServers(utterance);
    const names = spokenOf.length > 0 ? spokenOf : subjects.slice(0, 1);
    if (names.length === 0) return null;
    const texts = names.map((name) => `server ${name}`);
    return { texts, question: `Show ${names.join(' and ')}?`, title: 'Show' };
  },
  'forget-server': writeForget,
  'rename-server': writeRename,
  'report-form': plain('report a server', 'Open the form for a server?', 'Open'),
  undo({ servers, text }, { last }) {
    const count = readUndoCount(text);
    if (count !== null && count > 1) return writeUndo(count);
    if (hasWord(text, 'everything|all')) return { ...TAKES_BACK, isDoubtful: true, question: ONE_OR_SEVERAL };
    // A change of a named server may not be the last one.
    const isOther = servers.some(
      ({ value }) => !last.lines.some((line) => hasWord(line, value.name.replaceAll('.', '\\.'))),
    );
    return { ...TAKES_BACK, isDoubtful: isOther };
  },
  'asked-questions': plain('was my question answered', 'Show the questions for the team?', 'Show'),
  adviser: plain('adviser', 'Open the adviser?', 'Open'),
  export: plain('export', 'Export the servers?', 'Export'),
  dashboard: plain('dashboard', 'Open the dashboard?', 'Open'),
  // "Do the settings come along?" is asked of the product's.
  settings: ({ text }) =>
    hasWord(
      text,
      'come along|carried over|taken over|kept|keep|survive|lost|lose|export|import|migrate|migrated|move|moved|copy|copied',
    )
      ? null
      : { texts: ['settings'], question: 'Open the settings?', title: 'Open' },
  history: ({ servers }) => ({
    texts: servers.length > 0 ? servers.map(({ value }) => `server ${value.name}`) : ['history'],
    question: 'Show the last change?',
    title: 'Show',
  }),
  digest: (utterance) => {
    const { text } = utterance;
    const rhythm = hasWord(text, 'remind|reminder|reminders') && offerRhythms(utterance);
    if (rhythm) return rhythm;
    const isOff = hasWord(
      text,
      "no|not|off|stop|without|don't|cancel|disable|skip|drop|end|unsubscribe|enough",
    );
    return isOff
      ? { texts: ['no monthly digest'], question: 'Stop the monthly digest here?', title: 'Stop' }
      : { texts: ['monthly digest on'], question: 'Post the monthly digest here?', title: 'Post it' };
  },
  'ask-person': ({ text }) =>
    namesPerson(text)
      ? { texts: [ASK_A_PERSON], question: 'Pass this on to the identity team?', title: 'Pass on' }
      : null,
};

const ONE_OR_SEVERAL =
  'I take back the last change, or as many as you say: undo the last 3 changes. Take the last one back?';

/** The same hours, for alerts. */
function quietAlerts(written: Written | null): Written | null {
  const texts = written?.texts.map((text) => text.replace(/^quiet hours (\S+) to /, 'alerts here quiet $1-'));
  return written && { ...written, texts: texts ?? [] };
}

/** "Stop the alerts and the reminders", or both, perhaps: "turn off everything". */
function writeStopBoth(text: string): Written | null {
  const isNamed = hasWord(text, 'alerts?') && hasWord(text, 'reminders?|reminding');
  if (!isNamed && !hasWord(text, 'everything|all of it|all of this')) return null;
  return {
    texts: ['stop reminders', 'stop alerts'],
    isDoubtful: !isNamed,
    question: 'Turn off the reminders and the alerts here?',
    title: 'Turn off',
  };
}

/** "AADC01 is AADC02": the other name of a server, perhaps. */
const IS_ONLY = new RegExp(`^${SLOT_WORDS.server} (?:is|=) ${SLOT_WORDS.server}$`);

/** Has the message passed on to a person. */
export const ASK_A_PERSON = 'ask a person';

const PERSON =
  'person|people|human|humans|team|teams|colleagues?|someone|somebody|anyone|experts?|admins?|administrators?|specialists?|engineers?|support|agent|operator|forward|pass|escalate|relay|hand over|talk|speak|staff|guy|guys|identity|in charge|responsible|whoever|folks|ops|operations|owners?|helpdesk|service desk';

/** "Drop the alerts in this channel": they are to come, or to stop. */
const DROPS_HERE = /\b(?:drop|dump)\b.*\bin (?:this|here|our)\b/i;

/** "Ping @Kim only for critical ones": whom critical alerts mention, not which alerts come. */
const MENTIONS =
  /\b(?:mention|ping|tag|page)(?:ing)?\b(?! (?:us|here|this)\b)(?<whom>[^,;]*?)(?:\b(?:only|just)\b[^,;]*|\b(?:for|in|on|when|if)\b[^,;]*|$)/i;
const LONGEST_NAME = 60;

/** Whether a text speaks of somebody who may answer it. */
export function namesPerson(text: string): boolean {
  return hasWord(text, PERSON);
}

/** `alerts here [critical only] [quiet HH:MM-HH:MM zone] [as second team]`, and whom critical ones mention. */
function writeAlerts(utterance: Utterance): Written {
  const mention = MENTIONS.exec(utterance.text);
  const written = writeAlertsAlone({
    ...utterance,
    text: mention ? utterance.text.replace(mention[0], '') : utterance.text,
  });
  if (!mention) return written;
  const whom = (mention.groups?.['whom'] ?? '').replaceAll(/[^\p{L}\p{N}@.' -]/gu, '').trim();
  const line = ['mention', whom.slice(0, LONGEST_NAME), 'for critical alerts'].filter(Boolean).join(' ');
  return { ...written, texts: [...written.texts, line] };
}

function writeAlertsAlone(utterance: Utterance): Written {
  const { text, times, zones, servers } = utterance;
  const said = times.map(({ value }) => value.time);
  const isOutside = said.length > 1 && isOutsideHours(utterance);
  const [from, until] = isOutside ? said.toReversed() : said;
  const zone = zones[0]?.value.candidates[0];
  const wishes = [
    ...(hasWord(text, 'critical|urgent|serious|severe|important') ? ['critical only'] : []),
    ...(hasWord(text, 'everything|all of them|warnings|all severities') ? ['everything'] : []),
    ...(hasWord(text, 'second') ? ['as second team'] : []),
    ...(hasWord(text, 'at once|immediately|straight away') ? ['at once'] : []),
    ...(from && until && from !== until ? [`quiet ${from}-${until}${zone ? ` ${zone}` : ''}`] : []),
  ];
  return {
    texts: [['alerts here', ...wishes].join(' ')],
    isDoubtful: servers.length > 0 || isOutside || ELSEWHERE.test(text) || DROPS_HERE.test(text),
    question: 'Post alerts in this conversation?',
    title: 'Post alerts here',
  };
}

/** Alerts come to this conversation, about every server: neither by mail nor anywhere else. */
const ELSEWHERE =
  /\b(?:(?:e-?)?mails?|sms|phone|text message|by post|(?:to|in|into) (?!this\b|here\b|our\b|the (?:same )?(?:channel|chat|team)\b)\S* ?channel|(?:another|other|different) (?:channel|chat|team))\b|#\w/i;

/** `servers`, with what they are to have, or `count servers`. */
function writeServers({ text, notices, versions }: Utterance): Written {
  const line = writeServerList(text, notices, versions[0]?.value);
  return { texts: [line], question: 'List the servers?', title: 'List' };
}
