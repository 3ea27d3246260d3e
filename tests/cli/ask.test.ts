import assert from 'node:assert/strict';
import { main } from '../../bot/cli/ask.ts';
import { runMain } from '../support/run-main.ts';

interface Line {
  id: string;
  intent: string;
  confidence: number;
  decision: string;
  alternatives: { intent: string; confidence: number }[];
}

const ABOUT_V1 = ['--notice', 'azure-ad-connect-v1', '--now', '2026-11-22T00:00:00Z'];

describe('npm run ask', () => {
  it('prints an answer in words of the day it is asked for, with its source', async () => {
    const { stdout, code } = await runMain(main, [
      '--now',
      '2023-09-22T10:00:00Z',
      'when does V1 stop working?',
    ]);
    assert.equal(code, 0);
    assert.match(stdout, /Sunday 1 October 2023/);
    assert.match(stdout, /in 9 days/);
    assert.match(stdout, /Source: Decommission Azure AD Connect V1 .* https:\/\/learn\.microsoft\.com\//);
  });

  it('prints text without marks of Markdown', async () => {
    const { stdout } = await runMain(main, ['--now', '2023-09-22T10:00:00Z', 'when does V1 stop working?']);
    assert.doesNotMatch(stdout, /\*\*/);
  });

  it('counts calendar days in the zone it is given', async () => {
    const late = ['--now', '2023-09-30T23:00:00Z', 'when does V1 stop working?'];
    assert.match((await runMain(main, late)).stdout, /tomorrow/);
    assert.match((await runMain(main, ['--zone', 'Asia/Tokyo', ...late])).stdout, /today/);
  });

  it('prints one JSON object with --json', async () => {
    const { stdout } = await runMain(main, [...ABOUT_V1, '--json', 'compare']);
    const reply = JSON.parse(stdout) as {
      intent: string;
      decision: string;
      answer: { table: { rows: string[][] } };
    };
    assert.equal(reply.intent, 'compare');
    assert.equal(reply.decision, 'answer');
    assert.equal(reply.answer.table.rows.length, 38);
  });

  it('reads lines on standard input with --jsonl and ranks every alternative', async () => {
    const input = ['{"id":"a","text":"compare"}', '', '{"id":"b","text":"what is the weather in Oslo"}'].join(
      '\n',
    );
    const { stdout } = await runMain(main, ['--jsonl'], { input: input });
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    assert.deepEqual(
      lines.map(({ id, intent, decision }) => ({ id, intent, decision })),
      [
        { id: 'a', intent: 'compare', decision: 'answer' },
        { id: 'b', intent: 'none', decision: 'unknown' },
      ],
    );
    for (const { confidence, alternatives } of lines) {
      assert.equal(alternatives[0]?.confidence, confidence);
      const confidences = alternatives.map((alternative) => alternative.confidence);
      assert.deepEqual(
        confidences,
        confidences.toSorted((a, b) => b - a),
      );
    }
  });

  it('says with one sentence what is wrong, and exits with 1, or with 2 where it was called wrongly', async () => {
    const cases: [string[], number, RegExp][] = [
      [[], 2, /^The question is missing: put it in quotation marks\.\nRun `npm run --silent ask -- --help`/],
      [['--now', 'soon', 'x'], 1, /--now "soon" is not a date and time/],
      [['--now', '5', 'x'], 1, /--now "5" is not a date and time/],
      [['--now', '09:00', 'x'], 1, /--now "09:00" is not a date and time/],
      [['--notice', 'nothing', 'x'], 1, /no notice "nothing".*azure-ad-connect-v1/],
      [
        ['--zone', 'Europe/Berln', 'x'],
        1,
        /--zone "Europe\/Berln" is not a time zone: did you mean Europe\/Berlin/,
      ],
      [['--loud'], 2, /^Unknown option --loud\./],
      [['x', '--now'], 2, /^--now needs a value: --now ISO\./],
    ];
    for (const [args, expected, message] of cases) {
      const { stderr, stdout, code } = await runMain(main, args);
      assert.match(stderr, message);
      assert.equal(stdout, '');
      assert.equal(code, expected);
    }
    const { stderr, code } = await runMain(main, ['--jsonl'], {
      input: '{"id":1,"text":"compare"}\nnonsense',
    });
    assert.match(stderr, /standard input:2: this is not JSON: nonsense/);
    assert.equal(code, 1);
  });
});
