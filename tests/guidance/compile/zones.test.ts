import assert from 'node:assert/strict';
import { errorsOf, mapOf, warningsOf } from './compile-text.ts';

const CUT_OFF = '\n\n## End\n\nIt stops working on May 4, 2030.\n';

describe('zones', () => {
  it('limit passages to their phases', () => {
    const text =
      '# T\n\nAlways.\n:::zone pivot="before,on":::\nHurry.\n\n- list\n::: zone-end\n- other list\n\n';
    assert.deepEqual(mapOf(text).sections[0]?.passages, [
      { text: 'Always.' },
      { text: 'Hurry.', when: ['before', 'on'] },
      { text: '- list', when: ['before', 'on'] },
      { text: '- other list' },
    ]);
  });

  it('can contain headings and alerts', () => {
    const text = '# T\n\n:::zone pivot="after":::\n\n## Two\n\n> [!NOTE]\n> Late.\n\n:::zone-end:::';
    assert.deepEqual(mapOf(text).sections[1]?.passages, [{ text: 'Late.', when: ['after'] }]);
  });

  it('with other pivots always show their text', () => {
    const text = `# T\n\n:::zone pivot="windows":::\n\nText.\n\n:::zone-end:::${CUT_OFF}`;
    assert.deepEqual(mapOf(text).sections[0]?.passages, [{ text: 'Text.' }]);
    assert.match(warningsOf(text)[0] ?? '', /^notice\.md:3: .*"windows"/);
  });

  it('are ignored in code and comments', () => {
    const text = '# T\n\n```\n:::zone pivot="on":::\n```\n\n<!--\n:::zone pivot="on":::\n-->\n\nText.';
    assert.deepEqual(mapOf(text).sections[0]?.passages.at(-1), { text: 'Text.' });
  });

  it('are errors with a line when nested, unclosed, unopened or partly in a list', () => {
    const open = ':::zone pivot="on":::';
    const close = ':::zone-end:::';
    assert.match(errorsOf(`# T\n\n${open}\n\nA.`)[0] ?? '', /^notice\.md:3: .*never closed/);
    assert.match(errorsOf(`# T\n\n${open}\n\n${open}\n\n${close}`)[0] ?? '', /^notice\.md:5: .*line 3/);
    assert.match(errorsOf(`# T\n\n${close}`)[0] ?? '', /^notice\.md:3: .*no zone is open here/);
    assert.match(
      errorsOf(`# T\n\n> a\n> ${open}\n> b\n\n${close}`)[0] ?? '',
      /^notice\.md:4: .*between blocks/,
    );
  });
});

describe('columns of a page', () => {
  it('have text that is indented with them, and is no code', () => {
    const map = mapOf(
      '# T\n\n:::row:::\n    :::column span="1":::\n        **After May 4, 2030**\n    :::column-end:::\n    :::column:::\n        Relay stops working.\n    :::column-end:::\n:::row-end:::\n\n    code',
    );
    assert.deepEqual(
      map.milestones.map(({ date, kind }) => [date, kind]),
      [['2030-05-04', 'cut-off']],
    );
    assert.match(map.sections[0]?.text ?? '', /\*\*After May 4, 2030\*\*\n\nRelay stops working\./);
  });
});
