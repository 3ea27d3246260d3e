import { hasWord } from './words-in.ts';
import type { Utterance } from './utterance.ts';
import type { Written } from './written.ts';

/** "Drop the others", "the rest can go", "drop all but": the days that are named, and no other. */
const NO_OTHERS =
  /\b(?:no|not|drop|skip|remove|delete|cancel|forget|lose|cut|stop|kill|without|leave out|(?:don't|do not) (?:need|want)) (?:all |any )?(?:of )?(?:the |those )?(?:others?|rest|remaining)\b|\b(?:others|rest|everything else)\b(?: \S+){0,2} (?:go|out|off|away|unnecessary|needed|superfluous|dropped|deleted|removed|cancelled|skipped)\b|\b(?:drop|skip|remove|delete|cancel|cut|stop) (?:all|everything|them all) (?:but|except)\b/i;
const ONLY =
  /\b(?:only|just|nothing (?:else|more)|exactly|alone|enough|plenty|sufficient|suffices?|(?:would|will|'ll) do|(?:is|are|'s|be) all|(?:set|change) the)\b/i;
const NOT_ENOUGH = /(?:\bnot|n't) (?:\S+ )?(?:enough|plenty|sufficient|suffice|do)\b/i;
const LEAVES_OUT =
  "not|don't|no|without|drop|skip|remove|delete|cancel|leave out|less|minus|except|too many|too early|unnecessary|stop|cut|kill|lose";
/** Right before the days that others take the place of. */
const IN_PLACE_OF = /\b(?:instead of|rather than|not)(?: the| those)?\s*$/i;

/** Which days before the deadline: added, left out, put in the place of others, or these alone. */
export function writeDays({ durations, tokens, ...utterance }: Utterance): Written | null {
  const text = utterance.text.replaceAll('’', "'");
  const startOf = (token: number) => tokens[token]?.start ?? 0;
  const isReplaced = ({ from }: { from: number }) => IN_PLACE_OF.test(text.slice(0, startOf(from)));
  const old = daysOf(durations.filter(isReplaced));
  const days = daysOf(durations).filter((each) => !old.includes(each));
  if (/\bon the day\b/i.test(text)) days.push(0);
  if (days.length + old.length === 0 || NOT_ENOUGH.test(text)) return null;
  if (days.length === 0) return leaveOut(old);
  const isOnly = ONLY.test(text) || NO_OTHERS.test(text);
  // "Two weeks before is early enough": those that come earlier aren't wanted, perhaps.
  if (isOnly) return { ...only(days), isDoubtful: hasWord(text, 'early enough') };
  if (old.length > 0) return replace(old, days);
  if (hasWord(text, 'instead')) return only(days);
  return hasWord(text, LEAVES_OUT) ? leaveOut(days) : add(days);
}

function daysOf(durations: Utterance['durations']): number[] {
  return [...new Set(durations.map(({ value }) => value.days))];
}

function add(days: readonly number[]): Written {
  const list = days.join(', ');
  return {
    texts: [`remind us ${list} days before`],
    question: `Add the reminders ${list} days before?`,
    title: 'Add',
  };
}

function leaveOut(days: readonly number[]): Written {
  const list = days.join(', ');
  return {
    texts: [`no reminder ${list} days before`],
    question: `Leave out the reminders ${list} days before?`,
    title: 'Leave out',
  };
}

function replace(old: readonly number[], days: readonly number[]): Written {
  return {
    texts: [...leaveOut(old).texts, ...add(days).texts],
    question: `Post the reminders ${days.join(', ')} days before instead of ${old.join(', ')} days before?`,
    title: 'Replace',
  };
}

function only(days: readonly number[]): Written {
  const list = days.join(', ');
  return {
    texts: [`remind us only ${list} days before`],
    question: `Post only the reminders ${list} days before?`,
    title: 'Only these',
  };
}
