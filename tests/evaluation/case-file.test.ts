import assert from 'node:assert/strict';
import { parseCases } from '../../bot/evaluation/case-file.ts';

const MESSAGE = '{"text":"compare","intent":"compare"}';
const QUESTION = '{"id":"q","text":"when?","now":"2026-01-01T00:00:00Z","must":["2027"]}';
const DIALOGUE = '[{"name":"d","now":"2026-01-01T00:00:00Z","turns":[{"say":"hello","must":["."]}]}]';

describe('a file of cases', () => {
  it('tells by its fields what it measures', () => {
    assert.deepEqual(
      [MESSAGE, QUESTION, DIALOGUE].map((text) => parseCases(`${text}\n`, 'f').kind),
      ['intents', 'answers', 'dialogues'],
    );
  });

  it('names the line that is no case, and what is expected', () => {
    const expectFailure = (text: string, pattern: RegExp) =>
      assert.throws(() => parseCases(text, 'cases.jsonl'), { code: 'bad-line', message: pattern });
    expectFailure(
      `${MESSAGE}\n\nnonsense`,
      /^cases\.jsonl:3: this is not JSON, expected JSON lines with "text"/,
    );
    expectFailure(`${QUESTION}\n{"id":"r"}`, /^cases\.jsonl:2: .*\btext: /);
    expectFailure('', /^cases\.jsonl:1: the file has no cases/);
    expectFailure('{"text":"a"}', /^cases\.jsonl:1: .*\bintent: /);
  });
});
