import assert from 'node:assert/strict';
import { compileText, mapOf, warningsOf } from './compile-text.ts';

const TABLE = `# Widgets retirement

<table class="dates">
  <thead>
    <tr><th>What happens</th><th>Date</th></tr>
  </thead>
  <tbody>

    <tr>
      <td>No <b>new</b> widgets can be created</td>
      <td>March 1, 2027</td>
    </tr>

    <tr><td>Widgets stop working &amp; are <a href="gone.md">removed</a></td><td>June 30, 2027</td></tr>
  </tbody>
</table>

After the table.
`;

describe('an HTML table', () => {
  it('is a table, although empty lines stand between its rows', () => {
    const [section] = mapOf(TABLE).sections;
    assert.deepEqual(section?.tables, [
      {
        headers: ['What happens', 'Date'],
        rows: [
          ['No **new** widgets can be created', 'March 1, 2027'],
          ['Widgets stop working & are [removed](https://learn.example.com/sync/old/gone)', 'June 30, 2027'],
        ],
      },
    ]);
    assert.equal(section.text, 'After the table.');
    assert.deepEqual(warningsOf(TABLE), []);
  });

  it('states milestones as a Markdown table does, with the line of their row', () => {
    const { milestones, cutOff } = mapOf(TABLE);
    assert.deepEqual(
      milestones.map(({ date, kind, source }) => [date, kind, source.line]),
      [
        ['2027-03-01', 'new-use-ends', 9],
        ['2027-06-30', 'cut-off', 14],
      ],
    );
    assert.equal(cutOff, '2027-06-30');
  });

  it('has no headers when its first row holds a date', () => {
    const html = '<table><tr><td>Retirement date</td><td>May 4, 2030</td></tr></table>';
    const { sections, cutOff } = mapOf(`# Widgets\n\n${html}`);
    assert.deepEqual(sections[0]?.tables[0]?.headers, ['', '']);
    assert.equal(cutOff, '2030-05-04');
  });

  it('takes a first row of bold words as its headers', () => {
    const html =
      '<table><tr><td><strong>Part</strong></td><td><strong>Stops</strong></td></tr><tr><td>A</td><td>B</td></tr></table>';
    assert.deepEqual(mapOf(`# Widgets\n\n${html}`).sections[0]?.tables[0], {
      headers: ['Part', 'Stops'],
      rows: [['A', 'B']],
    });
  });

  it('repeats a cell that spans rows, and keeps the columns of one that spans columns', () => {
    const html = `<table>
<tr><th>A</th><th>B</th><th>C</th></tr>
<tr><td rowspan="2">one</td><td>two</td><td>three</td></tr>
<tr><td colspan="2">wide</td></tr>
</table>`;
    assert.deepEqual(mapOf(`# Widgets\n\n${html}`).sections[0]?.tables[0]?.rows, [
      ['one', 'two', 'three'],
      ['one', 'wide', ''],
    ]);
  });

  it('is found inside other elements, and in a list', () => {
    const table = '<table><tr><th>A</th></tr>\n\n<tr><td>B</td></tr></table>';
    for (const html of [
      `<div class="table">\n\n${table}\n\n</div>`,
      `<div>\n${table}\n</div>`,
      `- Item\n\n  ${table.replace('\n\n', '\n\n  ')}`,
    ])
      assert.deepEqual(mapOf(`# Widgets\n\n${html}`).sections[0]?.tables[0]?.rows, [['B']], html);
  });

  it('leaves out scripts in its cells, and is no table without an end', () => {
    const { sections } = mapOf(
      '# T\n\n<table><tr><th>A</th></tr><tr><td>B<script>alert(1)</script></td></tr></table>',
    );
    assert.deepEqual(sections[0]?.tables[0]?.rows, [['B']]);
    assert.deepEqual(mapOf('# T\n\n<table><tr><td>May').sections[0]?.tables, []);
  });
});

describe('HTML around text', () => {
  it('is left out, and its text is kept', () => {
    const text = `# Widgets

<div class="banner"><p>Widgets stop working on <strong>May 4, 2030</strong>.</p>
<p>Move to gears.</p></div>

- One

<ul><li>First</li><li>Second</li></ul>
`;
    const [section] = mapOf(text).sections;
    assert.equal(
      section?.text,
      'Widgets stop working on **May 4, 2030**.\n\nMove to gears.\n\n- One\n\nFirst\n\nSecond',
    );
    assert.equal(mapOf(text).cutOff, '2030-05-04');
    assert.deepEqual(warningsOf(text), []);
  });

  it('is an alert when its class says so', () => {
    const text = '# Widgets\n\n<div class="alert WARNING">\n<p>Widgets stop on May 4, 2030.</p>\n</div>';
    assert.deepEqual(mapOf(text).sections[0]?.alerts, [
      { kind: 'warning', text: 'Widgets stop on May 4, 2030.' },
    ]);
  });

  it('becomes bold, italic and links within a paragraph', () => {
    assert.equal(
      mapOf('# T\n\nA <b>b</b> <i>c **d** e</i> <a href="f.md">f</a> <u>g</u>').sections[0]?.text,
      'A **b** _c **d** e_ [f](https://learn.example.com/sync/old/f) g',
    );
    assert.equal(mapOf('# T\n\n**a <b>b** c</b> d').sections[0]?.text, '**a b** c d');
  });

  it('is left out with a warning where it is no text', () => {
    const warnings = warningsOf('# T stops on May 4, 2030\n\n<iframe src="x">y</iframe>\n\n<form>z</form>');
    assert.match(warnings[0] ?? '', /^notice\.md:3: HTML is left out: <iframe/);
    assert.match(warnings[1] ?? '', /^notice\.md:5: HTML is left out: <form/);
  });
});

describe('a banner of a rendered page', () => {
  it('is an alert: a line with its kind, and the paragraph below', () => {
    const text =
      '# Widgets\n\nImportant\n\nWidgets stop on May 4, 2030.\n\nThen gears.\n\n**Note:**\n\nSee [gears](g.md).';
    const [section] = mapOf(text).sections;
    assert.deepEqual(
      section?.alerts.map(({ kind }) => kind),
      ['important', 'note'],
    );
    assert.equal(section.text, 'Then gears.');
  });
});

describe('an include', () => {
  const files = {
    'notice.md':
      '# Widgets\n\n[!INCLUDE [banner](../../includes/banner.md)]\n\nA [!INCLUDE [n](./includes/name.md)] is old.\n\n> [!NOTE]\n> [!INCLUDE [n](~/includes/banner.md)]\n',
    'includes/banner.md': '---\nms.topic: include\n---\n\nWidgets stop on May 4, 2030.\n\n- Move to gears.\n',
    'includes/name.md': 'widget\n',
  };

  it('is replaced by the text of a file in the folder that has its name', () => {
    const map = mapOf(files);
    const [section] = map.sections;
    assert.equal(section?.text, 'Widgets stop on May 4, 2030.\n\n- Move to gears.\n\nA widget is old.');
    assert.equal(section.alerts[0]?.text, 'Widgets stop on May 4, 2030.\n\n- Move to gears.');
    assert.deepEqual(
      map.milestones.map(({ date, source }) => [date, source]),
      [['2030-05-04', { file: 'notice.md', line: 3 }]],
    );
    assert.deepEqual(warningsOf(files), []);
  });

  it('is left out with a warning when no file has its name', () => {
    const text = '# Widgets stop on May 4, 2030\n\n[!INCLUDE [x](other.md)]';
    assert.match(
      warningsOf(text)[0] ?? '',
      /^notice\.md:3: the include other\.md is left out: put the file into the notice's folder/,
    );
  });

  it('of a file that includes itself is an error', () => {
    const { map, problems } = compileText({
      'notice.md': '# T\n\n[!INCLUDE [a](a.md)]',
      'a.md': '[!INCLUDE [a](a.md)]',
    });
    assert.equal(map, null);
    assert.match(problems[0]?.message ?? '', /^a\.md includes itself/);
  });
});
