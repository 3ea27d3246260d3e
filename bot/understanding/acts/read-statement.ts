import type { AskBack, ReadAct } from './read-act.ts';
import type { SpokenReport } from './read-reports.ts';
import { ALL_OF_THEM, ALL_SERVERS, THE_OTHER } from './spoken-of.ts';
import { isTrouble } from './guards.ts';
import type { ActContext, Utterance } from './utterance.ts';
import { writeForEach } from './each-server.ts';
import { writeReport, type NamedReport } from './write-report.ts';

/** Asked of what is said about servers. */
export const RECORD = 'Shall I record this?';
const WHICH_ONE = 'Which one shall I record?';

/** Servers of the list that are named where the same is asked of all of them. */
const MOST_NAMED = 20;
/** Servers that are offered where "it" may be any of them. */
const MOST_OFFERED = 5;

/** A plain form that says something of a server, and not its version. */
const WITHOUT_VERSION = /^(?:server named )?\S+ (?:is (?:staging|active|in use)|signs in|uses)\b/;

/**
 * A version and nothing else: of the servers that were spoken of. It is asked back, unless it was asked for: "the version is
 * 2.5.190.0", or after a report without one.
 */
export function readVersionAlone(
  { text, tokens, versions, mood }: Utterance,
  { subjects, last }: ActContext,
): ReadAct | null {
  const [version, ...others] = versions.map(({ value }) => value);
  const words = tokens.filter((_, at) => versions[0]?.from !== at).map(({ lower }) => lower);
  const isAlone = words.every((word) =>
    /^(?:v|the|its?|it's|is|to|change|set|runs|version|build|number|now|[^\p{L}\p{N}]+)$/u.test(word),
  );
  if (version === undefined || subjects.length === 0 || others.length > 0 || !isAlone) return null;
  if (subjects.length > MOST_OFFERED) return null;
  const isStated = words.some((word) => /^(?:version|build|is|it's)$/.test(word)) && mood !== 'question';
  const isAskedFor = last.lines.length > 0 && last.lines.every((line) => WITHOUT_VERSION.test(line));
  const isSure = subjects.length === 1 && (isStated || isAskedFor);
  const said = { server: null, version, doubts: [], isDenied: false, isEither: false, isSure };
  return readStatement(
    subjects.map((name) => ({ ...said, name })),
    text,
  );
}

const RENEWED =
  /\b(?:(?:upgrade|update) (?:on|of|for) \S+ (?:is |was |has been )?(?:done|finished|completed?)|upgraded|updated|patched|reinstalled|rebuilt|aktualisiert|mis à jour|actualizado|atualizado)\b/i;

/** "AADC01 was upgraded": the version that it has now is missing. */
export function readRenewed({ text, servers, versions, mood, doubts }: Utterance): ReadAct | null {
  const isStated = (mood === 'statement' || mood === 'order') && doubts.length === 0 && versions.length === 0;
  const names = servers.filter(({ value }) => value.kind !== 'possible').map(({ value }) => value.name);
  return isStated && names.length > 0 && RENEWED.test(text) ? { kind: 'which-version', names } : null;
}

/** What is stated about servers: done, asked back, or said to be no fact yet. */
export function readStatement(reports: readonly NamedReport[], text: string): ReadAct | null {
  const lines = reports.map(writeReport);
  const sure = lines.filter((_, i) => reports[i]?.isSure);
  if (sure.length === lines.length) return { kind: 'do', lines };
  const doubts = reports.flatMap((report) => [...report.doubts]);
  if (doubts.includes('hypothetical') || doubts.includes('planned') || doubts.includes('failed')) {
    return sure.length > 0 ? { kind: 'do', lines: sure } : { kind: 'not-yet', lines };
  }
  if (reports.every(({ isDenied }) => isDenied) && !doubts.includes('unsure')) {
    return isTrouble(text) ? null : { kind: 'denied', reports };
  }
  const either = reports.filter(({ isEither }) => isEither);
  if (either.length > 1 && either.length + sure.length === lines.length) {
    const which = askWhichOfThese(either);
    return sure.length > 0 && which.kind === 'ask' ? { kind: 'do', lines: sure, ask: which } : which;
  }
  return {
    kind: 'ask',
    question: RECORD,
    options: [{ title: 'Record it', text: lines.join('\n') }],
  };
}

/** "AADC01 or AADC02", "2.5.3.0 or 2.5.79.0": one of several reports is true. */
function askWhichOfThese(reports: readonly NamedReport[]): ReadAct {
  const bare = reports.map((report) => writeReport({ ...report, name: 'SYNC01' }));
  const [line = ''] = bare;
  if (reports.length > MOST_OFFERED) return { kind: 'which-server', line };
  const isAlike = bare.every((each) => each === line);
  const options = reports.map((report) => {
    const text = writeReport(report);
    return { title: isAlike ? report.name : text, text };
  });
  return { kind: 'ask', question: WHICH_ONE, options };
}

/** Of plain forms that contradict each other, one is true. */
export function askWhichHolds(lines: readonly string[]): AskBack {
  const options = lines.slice(0, MOST_OFFERED).map((text) => ({ title: text, text }));
  return { question: options.length > 1 ? WHICH_ONE : RECORD, options };
}

/** The servers that a report without a name may be about. */
function spokenOf({ place }: SpokenReport, context: ActContext): readonly string[] {
  const { subjects } = context;
  if (place === undefined) return subjects;
  if (place === ALL_SERVERS || (place === ALL_OF_THEM && subjects.length < 2)) return listed(context);
  if (place === ALL_OF_THEM) return subjects;
  if (place !== THE_OTHER) return subjects.length > 1 ? subjects.slice(place, place + 1) : [];
  const spoken = new Set(subjects.map((name) => name.toLowerCase()));
  return spoken.size === 1 ? listed(context).filter((name) => !spoken.has(name.toLowerCase())) : [];
}

/** The servers on the list. Plain forms take any case. */
export function listed({ serverNames }: ActContext): string[] {
  return [...serverNames].map((name) => name.toUpperCase());
}

/** "It runs 2.5.190.0" after several servers, or after none: which one is asked back; null where it is plain. */
export function askWhichServer(reports: readonly SpokenReport[], context: ActContext): ReadAct | null {
  const [report, ...others] = reports;
  if (!report || others.length > 0 || report.server || !report.isSure) return null;
  if (isOfAll(reports) || report.place === ALL_OF_THEM) return askForEach(report, context);
  const spoken = report.place === undefined ? context.subjects : [];
  const isPlain =
    report.place === undefined ? spoken.length === 1 : namedReports(reports, context).length > 0;
  if (isPlain) return null;
  if (spoken.length === 0 && (context.isAfterQuestion || !saysMuch(report))) return null;
  const names = spoken.length > 0 ? spoken : listed(context);
  if (names.length > MOST_OFFERED || names.length === 0) {
    return spoken.length > 0
      ? null
      : { kind: 'which-server', line: writeReport({ ...report, name: 'SYNC01' }) };
  }
  const options = names.map((name) => ({ title: name, text: writeReport({ ...report, name }) }));
  return { kind: 'ask', question: 'Which server do you mean?', options };
}

/** "All servers are migrated" where the list is too long to name them; null where it isn't, or not all of it is meant. */
function askForEach(report: SpokenReport, context: ActContext): ReadAct | null {
  const spoken = spokenOf(report, context);
  if (spoken === context.subjects || spoken.length <= MOST_NAMED) return null;
  return {
    kind: 'ask',
    question: 'Shall I record this of every server on the list that is in use?',
    options: [{ title: 'Record it', text: writeForEach(spoken.length, report) }],
  };
}

/** "All servers are migrated": of each that is on the list. */
export function isOfAll(reports: readonly SpokenReport[]): boolean {
  return reports.some(({ place }) => place === ALL_SERVERS);
}

/** Whether it is said of a server and of nothing else: "it is active" may be about anything. */
function saysMuch({ version, state, place }: SpokenReport): boolean {
  return version !== undefined || state !== 'in-use' || place !== undefined;
}

/** Reports of "it" are about the server that was spoken of last; of several, nobody can tell. */
export function namedReports(reports: readonly SpokenReport[], context: ActContext): NamedReport[] {
  return reports.flatMap((report) => {
    if (report.server) return [{ ...report, name: report.server.name }];
    const spoken = spokenOf(report, context);
    if (report.place === ALL_OF_THEM || report.place === ALL_SERVERS) {
      const fewest = report.place === ALL_OF_THEM ? 2 : 1;
      if (report.place === ALL_SERVERS && !report.isSure) return [];
      if (spoken.length < fewest) return [];
      const isSure = report.isSure && spoken === context.subjects;
      return spoken.map((name) => ({ ...report, name, isSure }));
    }
    const [only, ...others] = spoken;
    if (only === undefined) return [];
    return [{ ...report, name: only, isSure: report.isSure && others.length === 0 }];
  });
}
