import { partContradictions } from './contradictions.ts';
import type { AskBack, ReadAct } from './read-act.ts';
import { askWhichHolds, RECORD } from './read-statement.ts';
import { writeReport } from './write-report.ts';

/** What is asked back of a message: the first doubtful act, with the other servers where it is about recording one. */
function askedIn(acts: readonly ReadAct[]): AskBack | null {
  const asked = acts.filter((act) => act.kind === 'ask');
  const [first] = asked;
  if (!first) return null;
  const { question, options } = first;
  const [only, ...choices] = options;
  if (question !== RECORD || !only || choices.length > 0) return { question, options };
  const text = asked.flatMap((act) =>
    act.question === RECORD ? act.options.map((option) => option.text) : [],
  );
  return { question, options: [{ title: only.title, text: text.join('\n') }] };
}

/** The plain forms that a message denies. */
function deniedIn(acts: readonly ReadAct[]): string[] {
  return acts.flatMap((act) => (act.kind === 'denied' ? act.reports.map(writeReport) : []));
}

/** What was said in the place of versions, with its servers, and orders that can't be carried out as they stand. */
export function unreadIn(acts: readonly ReadAct[]): string[] {
  return acts.flatMap((act) => {
    if ((act.kind !== 'which-version' && act.kind !== 'explain') || act.said === undefined) return [];
    if (act.kind === 'which-version') return [`${act.names.join(', ')}: ${act.said}`];
    return [act.why === undefined ? act.said : `${act.said}: ${act.why}`];
  });
}

/**
 * Several acts of one message are done in their order; the first doubtful one is asked back afterwards, and before it what
 * contradicts itself. What isn't so yet is said beside a question to explain it.
 */
export function mergeActs(acts: readonly ReadAct[], questions: readonly string[]): ReadAct | null {
  const said = [...new Set(acts.flatMap((act) => (act.kind === 'do' ? act.lines : [])))];
  const { agreed: lines, contradictions } = partContradictions(said, deniedIn(acts));
  const [first] = contradictions;
  const asked = first ? askWhichHolds(first) : askedIn(acts);
  const rest = questions.length > 0 && { rest: questions.join(' ') };
  if (lines.length > 0) return { kind: 'do', lines, ...(asked && { ask: asked }), ...rest };
  if (asked) return { kind: 'ask', ...asked, ...rest };
  return questions.length > 0 ? null : (acts[0] ?? null);
}
