import { hasWord } from './words-in.ts';
import type { Token } from './tokens.ts';
import { dottedTime, hasStrayNumber } from './stray-numbers.ts';
import type { ActContext, Utterance } from './utterance.ts';

/** An act as plain forms, with the words to ask back with. */
export interface Written {
  /** The plain forms, one after the other. */
  texts: readonly string[];
  /** Whether something in the message is left that wasn't understood; default: no. */
  isDoubtful?: boolean;
  /** The question when it isn't sure. */
  question: string;
  /** The button that does it. */
  title: string;
  /** Set where the reader has to choose; `question` asks which. */
  options?: readonly { title: string; text: string }[];
}

type Writer = (utterance: Utterance, context: ActContext) => Written | null;

const plain =
  (text: string, question: string, title: string): Writer =>
  () => ({ texts: [text], question, title });

/** Writes an act of acts.yaml as plain forms; null where the message lacks what it needs. */
export function writeAct(label: string, utterance: Utterance, context: ActContext): Written | null {
  return WRITERS[label]?.(utterance, context) ?? null;
}

const WRITERS: Readonly<Record<string, Writer>> = {
  remind(utterance) {
    const written = writeRemind(utterance);
    return written && { ...written, isDoubtful: hasStrayNumber(utterance) };
  },
  'shift-reminders': ({ shifts }) => {
    const minutes = shifts.at(-1)?.value;
    if (minutes === undefined) return null;
    const by = `${Math.abs(minutes)} minutes ${minutes > 0 ? 'later' : 'earlier'}`;
    return { texts: [`remind us ${by}`], question: `Post the reminders here ${by}?`, title: 'Move' };
  },
  'stop-reminders': ({ notices }) => {
    const [notice] = notices;
    return notice
      ? {
          texts: [`stop reminders about ${notice.words}`],
          question: 'Leave this notice out of the reminders here?',
          title: 'Leave it out',
        }
      : { texts: ['stop reminders'], question: 'Turn off the reminders here?', title: 'Turn off' };
  },
  'reminder-days': writeDays,
  weekends: (utterance) => weekend(utterance),
  'weekly-day': ({ weekdays }) => {
    const day = weekdays[0]?.value;
    if (day === undefined) return null;
    const name = WEEKDAYS[day - 1] ?? '';
    return {
      texts: [`remind us every ${name}`],
      question: `Post the weekly reminder on ${name}?`,
      title: name,
    };
  },
  'quiet-hours': writeQuietHours,
  'no-quiet-hours': (utterance) =>
    utterance.times.length > 1
      ? writeQuietHours(utterance)
      : { texts: ['no quiet hours'], question: 'Remove the quiet hours here?', title: 'Remove' },
  snooze: writeSnooze,
  resume: plain('resume reminders', 'Resume the reminders here?', 'Resume'),
  'next-reminder': plain('when is the next reminder', 'Show the next reminders?', 'Show'),
  why: plain('why', 'Show what was posted here?', 'Show'),
  'alerts-here': writeAlerts,
  'stop-alerts': plain('stop alerts', 'Stop the alerts here?', 'Stop'),
  'who-gets-alerts': plain('who gets alerts', 'Show who gets alerts?', 'Show'),
  // "Are we done?" is answered by the servers that are left.
  status: ({ text }) => ({
    texts: [hasWord(text, 'done|finished|ready|migrated|complete|completed') ? 'servers affected' : 'status'],
    question: 'Show the status?',
    title: 'Show',
  }),
  notices: plain('notices', 'List the notices?', 'List'),
  servers: writeServers,
  server: ({ servers }, { subjects }) => {
    const name = servers[0]?.value.name ?? subjects[0];
    return name === undefined
      ? null
      : { texts: [`server ${name}`], question: `Show ${name}?`, title: 'Show' };
  },
  'forget-server': ({ servers }, { subjects }) => {
    const names = servers.length > 0 ? servers.map(({ value }) => value.name) : subjects;
    if (names.length === 0) return null;
    return {
      texts: names.map((name) => `forget ${name}`),
      question: `Remove ${names.join(' and ')} from the list of servers?`,
      title: 'Remove',
    };
  },
  'rename-server': writeRename,
  'report-form': plain('report a server', 'Open the form for a server?', 'Open'),
  undo: plain('undo', 'Take the last change back?', 'Undo'),
  adviser: plain('adviser', 'Open the adviser?', 'Open'),
  export: plain('export', 'Export the servers?', 'Export'),
  dashboard: plain('dashboard', 'Open the dashboard?', 'Open'),
  settings: plain('settings', 'Open the settings?', 'Open'),
  history: plain('history', 'Show the last changes?', 'Show'),
  'ask-person': ({ text }) =>
    hasWord(text, PERSON)
      ? { texts: [ASK_A_PERSON], question: 'Pass this on to the identity team?', title: 'Pass on' }
      : null,
};

/** Has the message passed on to a person. */
export const ASK_A_PERSON = 'ask a person';

const PERSON =
  'person|people|human|humans|team|teams|colleagues?|someone|somebody|anyone|experts?|admins?|administrators?|specialists?|engineers?|support|agent|operator|forward|pass|escalate|relay|hand over|talk|speak|staff|guy|guys|identity';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** `remind us [at HH:MM] [zone]`; asks which zone where several may be meant. */
function writeRemind({ times, zones, notices, tokens, versions, text }: Utterance): Written | null {
  const said = times.filter((time) => !/^(?:not|no)$/.test(tokens[time.from - 1]?.lower ?? ''));
  const time = said.at(-1) ?? times.at(-1) ?? dottedTime(versions);
  const typed = time && text.slice(tokens[time.from]?.start, tokens[time.to - 1]?.end);
  const at = time ? ` at ${time.value.time ?? typed ?? ''}` : '';
  const [notice] = notices;
  const about = notice ? ` about ${notice.words}` : '';
  const zone =
    zones.find(({ value }) => value.isName) ??
    zones.find(({ from }) => !/^(?:of|server|servers|team|office|for)$/.test(tokens[from - 1]?.lower ?? ''));
  const unknown = zone ? null : unknownZone(tokens, time?.to);
  const withZone = (name: string) => `remind us${at}${name && ` ${name}`}${about}`;
  const question = time
    ? `Post reminders here at ${time.value.time ?? typed ?? ''}?`
    : 'Post reminders here?';
  if (!zone) return { texts: [withZone(unknown ?? '')], question, title: 'Turn on' };
  const [only = '', ...others] = zone.value.candidates;
  if (only && others.length === 0) return { texts: [withZone(only)], question, title: 'Turn on' };
  if (!only) return { texts: [withZone(zone.value.words)], question, title: 'Turn on' };
  return {
    texts: [],
    question: `“${zone.value.words}” can be several time zones. Which one do you mean?`,
    title: '',
    options: zone.value.candidates.slice(0, 5).map((name) => ({ title: name, text: withZone(name) })),
  };
}

/** A name right after the time that no zone has: the command says so. */
function unknownZone(tokens: readonly Token[], after: number | undefined): string | null {
  if (after === undefined) return null;
  const isIn = tokens[after]?.lower === 'in';
  const word = tokens[after + Number(isIn)]?.text ?? '';
  const isName = /^[\p{Lu}][\p{L}_-]+(?:\/[\p{L}_-]+)*$/u.test(word) && !ORDINARY.test(word);
  return isName ? word : null;
}

const ORDINARY =
  /^(?:please|every|each|daily|thanks|thank|about|before|and|on|for|here|local|mon|tue|wed|thu|fri|sat|sun)/i;

/** Which days before the deadline: added, left out, or these alone. */
function writeDays({ durations, text }: Utterance): Written | null {
  const days = [...new Set(durations.map(({ value }) => value.days))];
  if (/\bon the day\b/i.test(text)) days.push(0);
  if (days.length === 0) return null;
  const list = days.join(', ');
  const question = (what: string) => `${what} the reminders ${list} days before?`;
  if (
    hasWord(text, 'only|just|nothing else|nothing more|exactly|instead|alone') ||
    /\b(?:set|change) the\b/i.test(text)
  ) {
    return {
      texts: [`remind us only ${list} days before`],
      question: question('Post only'),
      title: 'Only these',
    };
  }
  if (
    hasWord(
      text,
      "not|don't|no|without|drop|skip|remove|delete|cancel|leave out|less|minus|except|too many|unnecessary",
    )
  ) {
    return {
      texts: [`no reminder ${list} days before`],
      question: question('Leave out'),
      title: 'Leave out',
    };
  }
  return { texts: [`remind us ${list} days before`], question: question('Add'), title: 'Add' };
}

function weekend({ text }: Utterance): Written {
  const rule = hasWord(text, 'friday|before|earlier')
    ? 'before'
    : hasWord(text, 'monday|after|later|wait|next working day|following')
      ? 'after'
      : hasWord(text, 'too|fine|also|ok|okay') ||
          (hasWord(text, 'on') && !hasWord(text, "not|no|nothing|don't|never|skip|only|without|leave"))
        ? 'on'
        : 'after';
  return {
    texts: [`remind us ${rule} weekends`],
    question: 'Change how reminders treat weekends?',
    title: 'Change',
  };
}

function writeQuietHours({ times, text }: Utterance): Written | null {
  const [first, second] = times.map(({ value }) => value.time);
  if (first && second) {
    return {
      texts: [`quiet hours ${first} to ${second}`],
      question: `Set quiet hours from ${first} to ${second}?`,
      title: 'Set',
    };
  }
  if (!first) return null;
  const [from, to] = hasWord(text, 'before') ? ['00:00', first] : [first, '07:00'];
  return from === to
    ? null
    : {
        texts: [`quiet hours ${from} to ${to}`],
        question: `Set quiet hours from ${from} to ${to}?`,
        title: 'Set',
      };
}

function writeSnooze({ dates, durations }: Utterance): Written | null {
  const [date] = dates;
  const [span] = durations;
  if (span && !(date && /\d|[a-z]{4}day|tomorrow/i.test(date.words) && date.words.length > 9)) {
    const { days } = span.value;
    return {
      texts: [`snooze for ${days} days`],
      question: `Snooze the reminders for ${days} days?`,
      title: 'Snooze',
    };
  }
  if (!date) return null;
  const until = (day: string) => `snooze until ${day}`;
  if (date.other === null) {
    return {
      texts: [until(date.date)],
      question: `Snooze the reminders until ${date.date}?`,
      title: 'Snooze',
    };
  }
  const options = [date.date, date.other].map((day) => ({ title: day, text: until(day) }));
  return { texts: [], question: 'Which day do you mean?', title: '', options };
}

/** `alerts here [critical only] [quiet HH:MM-HH:MM zone] [as second team]`. */
function writeAlerts({ text, times, zones }: Utterance): Written {
  const [from, until] = times.map(({ value }) => value.time);
  const zone = zones[0]?.value.candidates[0];
  const wishes = [
    ...(hasWord(text, 'critical|urgent|serious|severe|important') ? ['critical only'] : []),
    ...(hasWord(text, 'everything|all of them|warnings|all severities') ? ['everything'] : []),
    ...(hasWord(text, 'second') ? ['as second team'] : []),
    ...(hasWord(text, 'at once|immediately|straight away') ? ['at once'] : []),
    ...(from && until ? [`quiet ${from}-${until}${zone ? ` ${zone}` : ''}`] : []),
  ];
  return {
    texts: [['alerts here', ...wishes].join(' ')],
    question: 'Post alerts in this conversation?',
    title: 'Post alerts here',
  };
}

/** `servers`, with what they are to have: `servers on V1`, `servers left`. */
function writeServers({ text, notices, versions }: Utterance): Written {
  const filters: readonly [string, string][] = [
    ['staging', 'staging'],
    ['unknown|without a version|no version', 'unknown'],
    ['decommissioned|gone|retired|switched off', 'decommissioned'],
    [
      'not migrated|unmigrated|left|missing|to do|to go|still|affected|too old|open|remaining|outstanding|not done',
      'affected',
    ],
    ['migrated|done|finished|moved', 'migrated'],
    ['active', 'active'],
  ];
  const filter = filters.find(([words]) => hasWord(text, words))?.[1];
  const about = notices[0] ? ` on ${notices[0].words}` : '';
  const version = versions[0] ? ` on ${versions[0].value}` : '';
  const count = /\bhow (?:many|much)\b|\bcount\b|\bnumber of\b/i.test(text) ? 'count servers' : 'servers';
  const which = about || version || (filter ? ` ${filter}` : '');
  return { texts: [`${count}${which}`], question: 'List the servers?', title: 'List' };
}

/** `rename OLD to NEW`; the first name is the old one, unless the sentence says the new one first. */
function writeRename({ servers, text }: Utterance): Written | null {
  const [first, second] = servers.map(({ value }) => value.name);
  if (!first || !second) return null;
  const isNewFirst = hasWord(text, 'not|new name of|instead of|i meant');
  const [from, to] = isNewFirst ? [second, first] : [first, second];
  return { texts: [`rename ${from} to ${to}`], question: `Rename ${from} to ${to}?`, title: 'Rename' };
}
