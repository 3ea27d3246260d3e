import { listed } from './read-statement.ts';
import { TAKES_BACK } from './take-back.ts';
import type { ActContext, Utterance } from './utterance.ts';
import { hasWord } from './words-in.ts';
import type { Written } from './written.ts';

/** Servers that are removed together: each removal has a card of its own. */
export const MOST_REMOVED = 5;

const NOUN = '(?:servers?|box(?:es)?|machines?|hosts?|nodes?|vms?|ones?)';
/** "Delete all servers", "wipe the list", and "forget AADC01 and the rest". */
const WHOLE_LIST = new RegExp(
  String.raw`\b(?:everything|(?:every|each) (?:single )?${NOUN}|all(?! about\b)|(?:clear|wipe|empty|purge|reset|erase)\b.*\blist|(?:whole|entire|complete) list)\b`,
  'i',
);
const THE_REST =
  /\b(?:everything else|all (?:the |of the )?(?:others?|rest|remaining)|the (?:others|rest))\b/i;
/** "It", "that server": what was spoken of last; not "the other one". */
const SPOKEN_OF = new RegExp(
  String.raw`\b(?:it|that|this|them|these|those|both|(?:the|our|said) (?:same )?(?:server|box|machine|host|node|vm)s?)\b(?! (?:is|are|which|that|with|behind|in|on|at|named|called)\b)`,
  'i',
);
const OTHER = /\bother\b/i;

/** Whether a text is about every server on the list, whichever it names beside. */
export function isOfWholeList({ text, servers }: Utterance): boolean {
  return servers.length === 0 || EXCEPT.test(text) ? WHOLE_LIST.test(text) : THE_REST.test(text);
}

const EXCEPT = /\b(?:except|but|save|besides|other than|apart from)\b/i;

/** `forget NAME` for each server that is to leave the list; all of them only after a yes. */
export function writeForget(utterance: Utterance, context: ActContext): Written | null {
  const { servers, text, tokens } = utterance;
  const isOfLast = servers.length === 0 && hasWord(text, 'everything|all');
  if (isOfLast && hasWord(text, 'that|this|it|what i said')) return { ...TAKES_BACK, isDoubtful: true };
  const meant = servers.filter(({ from }) => !isKept(utterance, from));
  if (isOfWholeList(utterance)) {
    const kept = servers.filter((server) => EXCEPT.test(text) || !meant.includes(server));
    return removeAll(
      without(
        wholeOf(utterance, context),
        kept.map(({ value }) => value.name),
      ),
    );
  }
  const names = servers.length > 0 ? meant.map(({ value }) => value.name) : spokenOf(text, context);
  if (names.length === 0) return null;
  if (meant.some(({ from }) => /^(?:or|either)$/.test(tokens[from - 1]?.lower ?? ''))) {
    const options = names.map((name) => ({ title: name, text: `forget ${name}` }));
    return { texts: [], question: 'Which server shall I remove from the list?', title: '', options };
  }
  return remove(names);
}

/** "All of them" after several servers are these; else it is the list. */
function wholeOf({ text }: Utterance, context: ActContext): readonly string[] {
  return hasWord(text, 'them|these|those') && context.subjects.length > 1
    ? context.subjects
    : listed(context);
}

function spokenOf(text: string, context: ActContext): readonly string[] {
  if (!OTHER.test(text)) return SPOKEN_OF.test(text) ? context.subjects : [];
  const [other, ...more] = without(listed(context), context.subjects);
  return other !== undefined && more.length === 0 && context.subjects.length > 0 ? [other] : [];
}

function without(names: readonly string[], others: readonly string[]): string[] {
  const left = new Set(others.map((name) => name.toLowerCase()));
  return names.filter((name) => !left.has(name.toLowerCase()));
}

function remove(names: readonly string[]): Written {
  return {
    texts: names.map((name) => `forget ${name}`),
    question: `Remove ${LIST.format(names)} from the list of servers?`,
    title: 'Remove',
  };
}

const LIST = new Intl.ListFormat('en');

function removeAll(names: readonly string[]): Written | null {
  if (names.length === 0 || names.length > MOST_REMOVED) return null;
  return { ...remove(names), isDoubtful: true };
}

/** "Forget AADC01 and keep AADC02": the second one stays. */
function isKept({ tokens }: Utterance, at: number): boolean {
  const before = tokens[at - 1]?.lower === 'server' ? at - 2 : at - 1;
  return /^(?:keep|keeping|not|except|leave|without|but)$/.test(tokens[before]?.lower ?? '');
}

/** `rename OLD to NEW`; the first name is the old one, unless the sentence says the new one first. */
export function writeRename({ servers, text, tokens }: Utterance): Written | null {
  const [first, second, third] = servers.map(({ value }) => value.name);
  if (!first || !second) return null;
  if (third && /^(?:or|either)$/.test(tokens[(servers[1]?.from ?? 0) - 1]?.lower ?? '')) {
    const options = [first, second].map((name) => ({ title: name, text: `rename ${name} to ${third}` }));
    return { texts: [], question: `Which server shall I rename to ${third}?`, title: '', options };
  }
  if (third && /^(?:or|either|and|,|&)$/.test(tokens[(servers[2]?.from ?? 0) - 1]?.lower ?? '')) {
    const options = [second, third].map((name) => ({ title: name, text: `rename ${first} to ${name}` }));
    return { texts: [], question: `Which name shall ${first} get?`, title: '', options };
  }
  const between = text.slice(tokens[servers[0]?.to ?? 0]?.start, tokens[servers[1]?.from ?? 0]?.start);
  const isNewFirst = hasWord(between, 'not|name of|instead of') || hasWord(text, 'i meant');
  const [from, to] = isNewFirst ? [second, first] : [first, second];
  return { texts: [`rename ${from} to ${to}`], question: `Rename ${from} to ${to}?`, title: 'Rename' };
}
