import { parseZone } from '../campaign/zones.ts';
import { comparedIn } from '../guidance/adviser.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import { isFarAbove, newestVersionIn } from '../guidance/far-version.ts';
import type { Portfolio } from '../guidance/portfolio.ts';
import { memoise } from '../platform/memoise.ts';
import type { Option, ThreadMemory } from '../questions/thread-memory.ts';
import { isPlainWhy, readAboutServers } from '../understanding/acts/go-on.ts';
import { serversNamedIn } from '../understanding/acts/utterance.ts';
import { createNoticeFinder, replacementsIn } from '../understanding/acts/notice-names.ts';
import { endsAsQuestion } from '../understanding/acts/mood.ts';
import type { ReadAct } from '../understanding/acts/read-act.ts';
import { ASK_TO_UNDO } from '../understanding/acts/correct-last.ts';
import { createActReader } from '../understanding/acts/read-acts.ts';
import { nameKindOf } from '../understanding/acts/server-names.ts';
import type { Recogniser } from '../understanding/recogniser.ts';
import { wantedOf } from '../understanding/wanted.ts';
import { parseCommand, withoutEndMarks } from './commands/all-commands.ts';
import { parseReport } from './commands/parse-report.ts';
import type { ParsedCommand } from './commands/command.ts';
import { SERVER } from './commands/server.ts';
import type { Inbound } from './turn/activity.ts';

/** What a message wants done. */
export type Wish =
  /** Declined: also "no" to what was asked back, or to nothing. */
  | ReadAct
  /** "Yes" where nothing waits for an answer. */
  | { kind: 'nothing-asked' };

/** What is known when a message is read, beyond its text. */
export interface WishContext {
  inbound: Pick<Inbound, 'lines' | 'quoted' | 'zone' | 'locale'>;
  localNow: LocalNow;
  memory: ThreadMemory;
  /** Whether the last message of the thread was a question that the documents answer. */
  isAfterQuestion: boolean;
  /** Names of the tenant's servers, in lower case. */
  serverNames: ReadonlySet<string>;
}

/** Null: a question, for which the documents have the answer. */
export type WishReader = (context: WishContext) => Wish | null;

/** Reads commands in their plain form and in people's own words, and the answer to what was asked back. */
export function createWishReader({
  portfolio,
  recogniseActs,
}: {
  portfolio: Portfolio;
  recogniseActs: Recogniser;
}): WishReader {
  const guides = [...portfolio.guides.values()];
  // The text of a turn is read when it arrives, and again in its turn.
  const readAct = createActReader(memoise(recogniseActs, String));
  const findNotices = createNoticeFinder(guides);
  const replacements = replacementsIn(guides, comparedIn);

  const newest = newestVersionIn(guides.map(({ notice }) => notice));

  return (context) => {
    const { inbound, memory } = context;
    const chosen = choose(inbound.lines.join('\n'), memory.options);
    const isOfLast = memory.options.length === 0 && (memory.last?.changes.length ?? 0) > 0;
    if (chosen) return chosen.kind === 'declined' && isOfLast ? ASK_TO_UNDO : chosen;
    return askOfFarVersions(readWish(context), newest);
  };

  function readWish({ inbound, localNow, memory, serverNames, ...thread }: WishContext): Wish | null {
    const { lines, quoted, zone, locale } = inbound;
    const text = lines.join('\n');
    const reader = {
      now: localNow.now,
      zone: parseZone(zone ?? ''),
      locale: locale ?? undefined,
      isKnownServer: (name: string) => serverNames.has(name.toLowerCase()),
      findNotices,
    };
    const quotedServers = serversNamedIn(quoted ?? '', reader);
    // A reply is about what it quotes, and not about what was spoken of since.
    const isAfterQuestion = thread.isAfterQuestion && quotedServers.length === 0;
    if (isAfterQuestion && (isPlainWhy(text) || wantedOf(text) !== 'answer')) return null;
    const context = {
      ...reader,
      subjects: quoted === null ? memory.servers : quotedServers,
      last: lastOf(memory),
      serverNames,
      isAfterQuestion,
      replacements,
    };
    // Typed alone, it asks of reminders.
    const why = isPlainWhy(text) ? readAboutServers(text, context) : null;
    if (why) return why;
    const command = parseCommand(text);
    const isAsked =
      command !== null &&
      endsAsQuestion(text) &&
      (command.act !== 'read' || namesNoServer(command, reader.isKnownServer));
    if (command && !isAsked && !isDoubtful(command)) return { kind: 'do', lines: [withoutEndMarks(text)] };
    const act = readAct(text, context);
    const isBetter = act?.kind === 'ask' || (act?.kind === 'do' && act.lines.every(hasZone));
    return command && !isAsked && !isBetter ? { kind: 'do', lines: [withoutEndMarks(text)] } : act;
  }
}

/** Versions that are far above all that the documents know are asked back: what they say can't be checked. */
function askOfFarVersions(wish: Wish | null, newest: string | null): Wish | null {
  if (wish?.kind !== 'do' || newest === null) return wish;
  const isFar = (line: string) => isFarAbove(parseReport(line)?.version ?? '0', newest);
  const far = wish.lines.filter(isFar);
  if (far.length === 0) return wish;
  const lines = wish.lines.filter((line) => !far.includes(line));
  if (wish.ask) return { ...wish, lines, unread: [...(wish.unread ?? []), ...far] };
  const question = `Shall I record this? The newest version that I know is ${newest}.`;
  return { ...wish, lines, ask: { question, options: [{ title: 'Record it', text: far.join('\n') }] } };
}

/** What a message may put right: what was done last, or what was asked back. */
function lastOf({ last, options }: ThreadMemory): { lines: readonly string[]; changes: readonly string[] } {
  if (last && last.lines.length > 0) return last;
  const [only, ...others] = options;
  return { lines: only && others.length === 0 ? only.text.split('\n') : [], changes: [] };
}

/** A plain form with a zone that isn't its name: in people's own words it may be one, or several. */
function isDoubtful({ args }: ParsedCommand): boolean {
  return typeof args === 'object' && args !== null && 'badZone' in args;
}

/** "Server Core?" has the plain form that looks a server up, and the name of none. */
function namesNoServer({ name, args }: ParsedCommand, isKnown: (name: string) => boolean): boolean {
  const isNamed = typeof args === 'object' && args !== null && 'name' in args;
  return name === SERVER.name && isNamed && nameKindOf(String(args.name), isKnown) === null;
}

/** Whether the zone was understood after all. */
function hasZone(line: string): boolean {
  return / (?:UTC|[A-Z]\w+\/\w+)/.test(line);
}

const YES =
  /^(?:yes|yep|yeah|yup|y|ja|sure|ok|okay|go ahead|do it|do that|correct|right|that['’]?s right|exactly|confirm(?:ed)?|please do|of course|absolutely|indeed|agreed|record it|fine|sounds good)(?: please| do it| record it| that['’]?s right| thanks)?$/;
/** A yes that answers something: "ok" may be said to anything. */
const CONFIRMS = /^(?:yes|yep|yeah|yup|do it|do that|go ahead|confirm(?:ed)?|record it)(?: please)?$/;
const NO =
  /^(?:(?:actually|oh|hm|ah|uh) )?(?:no|nope|nah|n|nein|don['’]?t|do not|no thanks|no thank you|cancel|leave it|never ?mind|forget it|not now|better not|wrong|rather not|neither|none(?: of them)?)(?: please| thanks| thank you| cancel)?$/;
const ORDINALS = [
  /^(?:the )?(?:first|1st|1)(?: one)?$/,
  /^(?:the )?(?:second|2nd|2)(?: one)?$/,
  /^(?:the )?(?:third|3rd|3)(?: one)?$/,
];

/** Words of the longest answer to what was asked back, such as `America/Argentina/Buenos Aires`. */
const MOST_ANSWER_WORDS = 3;

/** Whether a text may answer what was asked back, whatever that was. */
export function isAnswer(text: string): boolean {
  const said = wordsSaid(text);
  return !text.includes('?') && (YES.test(said) || said.split(' ').length <= MOST_ANSWER_WORDS);
}

function wordsSaid(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[.!?,]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The option that an answer means; null when the text is no answer. */
function choose(text: string, options: readonly Option[]): Wish | null {
  const [first, ...others] = options;
  const said = wordsSaid(text);
  if (NO.test(said)) return { kind: 'declined' };
  if (!first) return CONFIRMS.test(said) ? { kind: 'nothing-asked' } : null;
  if (others.length === 0 && YES.test(said)) return toDo(first);
  const ordinal = options[ORDINALS.findIndex((pattern) => pattern.test(said))];
  if (ordinal) return toDo(ordinal);
  const named = options.filter(({ title }) => isNamed(title.toLowerCase(), said));
  return named.length === 1 && named[0] ? toDo(named[0]) : null;
}

/** `europe/london` is named by itself and by `london`, `tuesday 16 march 2027` by `16 march 2027`. */
function isNamed(title: string, said: string): boolean {
  return (
    said.length >= 3 &&
    (title === said ||
      title.split(/[/ ]/).includes(said) ||
      title.endsWith(` ${said}`) ||
      title.endsWith(`/${said.replaceAll(' ', '_')}`))
  );
}

function toDo({ text }: Option): Wish {
  return { kind: 'do', lines: text.split('\n') };
}
