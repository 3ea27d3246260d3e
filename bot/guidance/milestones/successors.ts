import type { Statement } from './read-statements.ts';
import { startOf, type Text } from './text.ts';

/** What one is told to move to: "migrate your rules to Fenwick Hub". */
const MOVE_TO =
  /\b(?:[Mm]igrat(?:e|ing)|[Mm]ov(?:e|ing)|[Uu]pgrad(?:e|ing)|[Ss]witch(?:ing)?|[Tt]ransition(?:ing)?) (?:[\w-]+ ){0,3}?to (?:the )?([A-Z][\w.-]*\w(?: (?:[A-Z][\w.-]*\w|\d(?:[\w.]*\w)?))*)/g;

/**
 * How long what comes instead is supported is none of the notice: of several ends, one of support that begins with a name
 * that one is told to move to, unless the title has it. Changes no statement.
 */
export function withoutSuccessors(
  statements: readonly Statement[],
  texts: readonly Text[],
  title: string,
): Statement[] {
  const isEnd = ({ kind }: Statement): boolean => kind === 'cut-off' || kind === 'support-ends';
  if (!statements.some(({ kind }) => kind === 'support-ends') || statements.filter(isEnd).length < 2)
    return [...statements];
  const names = texts.flatMap((text) => [...startOf(text).matchAll(MOVE_TO)].map(([, name = '']) => name));
  const successors = names.filter((name) => !title.includes(name));
  const isOfSuccessor = ({ kind, text }: Statement): boolean => {
    const subject = startOf(text).replace(/^\W*(?:the )?/i, '');
    return kind === 'support-ends' && successors.some((name) => subject.startsWith(`${name} `));
  };
  return statements.filter((statement) => !isOfSuccessor(statement));
}
