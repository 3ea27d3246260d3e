import type { Statement } from './read-statements.ts';
import { startOf } from './text.ts';

const HOSTED = /\b(?:APIs?|endpoints?|web ?hooks?|web services?|cloud services?|hosting)\b/i;
const END_OF_LIFE = /\b(?:end[ -]of[ -]life|EOL)\b/i;
const SOFTWARE =
  /\b(?:support\w*|maintenance|fix(?:es)?|patch(?:es)?|versions?|SDKs?|librar(?:y|ies)|clients?|agents?)\b/i;

/** What a vendor runs itself is gone at its end of life, while software goes on without support. Changes no statement. */
export function withHostedEnds(statements: readonly Statement[], title: string): Statement[] {
  return statements.map((statement) => {
    const { kind, text } = statement;
    const start = startOf(text);
    const headers = (text.cells ?? []).map(({ header }) => header).join(' ');
    const isNamed =
      kind === 'support-ends' && END_OF_LIFE.test(`${start} ${headers}`) && !SOFTWARE.test(start);
    const isHosted = [title, text.heading, start].some(
      (words) => HOSTED.test(words) && !SOFTWARE.test(words),
    );
    return isNamed && isHosted ? { ...statement, kind: 'cut-off' } : statement;
  });
}
