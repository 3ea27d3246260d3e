import assert from 'node:assert/strict';
import { compileText, errorsOf, mapOf, warningsOf } from './compile-text.ts';

const notice = [
  '# T',
  '',
  '<!-- intent: deadline -->',
  'It stops working on May 4, 2030.',
  '',
  '<!-- intent: compare -->',
  'Compare.',
  '',
  '<!-- intent: -->',
  '',
  '## Table',
  '',
  '|a|',
  '|-|',
  '|b|',
].join('\n');
const both =
  'intents:\n  deadline:\n    title: When?\n    phrases:\n      - When is it\n  compare:\n    title: Which?\n';
const folder = (yaml: string) => ({ 'notice.md': notice, 'phrases.yaml': yaml });

describe('phrases.yaml', () => {
  it('sets titles, follow-ups, tables and phrases', () => {
    const yaml = `${both}    followUps: [deadline, reminders]\n    table: table\n    phrases: [What else]\nnone:\n  - Sing\n`;
    const compare = mapOf(folder(yaml)).intents.find(({ id }) => id === 'compare');
    assert.equal(compare?.title, 'Which?');
    assert.deepEqual(compare.followUps, ['deadline', 'reminders']);
    assert.deepEqual(compare.guidance.table, { headers: ['a'], rows: [['b']] });
    assert.deepEqual(compileText(folder(yaml)).phrases, [
      { intent: 'deadline', text: 'When is it' },
      { intent: 'compare', text: 'What else' },
      { intent: 'none', text: 'Sing' },
    ]);
  });

  it('is optional: titles and follow-ups have defaults', () => {
    const [deadline] = mapOf(notice).intents;
    assert.equal(deadline?.title, 'When is the cut-off?');
    assert.deepEqual(deadline.followUps, []);
    assert.equal(mapOf('# T\n\n<!-- intent: own-name -->\nA.').intents[0]?.title, 'Own name');
  });

  it('must not contain a phrase twice, ignoring case', () => {
    assert.deepEqual(errorsOf(folder(`${both}    phrases: []\nnone:\n  - when  IS it\n`)), [
      'phrases.yaml:10: the phrase "when  IS it" is listed twice (first on line 5, intent "deadline"): remove one.',
    ]);
  });

  it('must only name follow-ups that exist', () => {
    const yaml = `${both}    followUps:\n      - deadline\n      - nonsense\n    phrases: []\n`;
    assert.match(errorsOf(folder(yaml)).join(), /^phrases\.yaml:10: .*"nonsense"[^,]*$/);
  });

  it('may name what the documents say no more: it is left out with a warning', () => {
    const yaml = `${both}    followUps: [impact]\n    table: nowhere\n    phrases: [Which]\n  impact:\n    title: X\n    phrases: [What then]\nneeds:\n  b: we need b\n`;
    const [table, impact, needs] = warningsOf(folder(yaml)).filter((warning) =>
      warning.startsWith('phrases'),
    );
    assert.match(table ?? '', /^phrases\.yaml:9: .*"nowhere" is left out: no section has this id/);
    assert.match(
      impact ?? '',
      /^phrases\.yaml:11: no passage leads to the intent "impact", so it has no answer/,
    );
    assert.match(needs ?? '', /^phrases\.yaml:15: the needs are left out/);
    const map = mapOf(folder(yaml));
    assert.deepEqual(
      map.intents.map(({ id, followUps }) => [id, followUps]),
      [
        ['deadline', []],
        ['compare', []],
      ],
    );
    assert.equal(map.needs, undefined);
  });

  it('is validated with line numbers', () => {
    assert.match(
      errorsOf(folder(`${both}    phrases: 5\n`))[0] ?? '',
      /^phrases\.yaml:8: intents\.compare\.phrases/,
    );
    assert.match(
      errorsOf(folder(`${both}    phrases: []\n    colour: red\n`))[0] ?? '',
      /^phrases\.yaml:9: intents\.compare\.colour: is not known here/,
    );
    assert.match(errorsOf(folder('intents: [\n'))[0] ?? '', /^phrases\.yaml:\d+: not valid YAML/);
    assert.match(errorsOf(folder(''))[0] ?? '', /^phrases\.yaml:1: /);
  });

  it('is a warning when an intent has no phrases', () => {
    const yaml = 'intents:\n  deadline:\n    title: When?\n    phrases: [When]\n';
    assert.match(warningsOf(folder(yaml))[0] ?? '', /"compare" has no phrases/);
  });
});
