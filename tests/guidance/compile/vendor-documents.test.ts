import assert from 'node:assert/strict';
import { compileNotice } from '../../../bot/guidance/compile/compile-notice.ts';
import type { GuidanceMap } from '../../../bot/guidance/guidance-map.ts';

function compile(text: string, entry = 'notice.md'): GuidanceMap {
  const { map, problems } = compileNotice({ id: 'test', files: new Map([[entry, text]]), entry });
  assert.ok(map, problems.map(({ message }) => message).join('\n'));
  return map;
}

/** Date, kind and, where there is one, scope of each milestone. */
function milestonesOf({ milestones }: GuidanceMap): string[] {
  return milestones.map(({ date, kind, scope }) => [date, kind, scope].filter(Boolean).join(' '));
}

describe('a document as vendors publish them', () => {
  it('is read as a FAQ file, with the line of each answer', () => {
    const map = compile(
      [
        '### YamlMime:FAQ',
        'metadata:',
        '  title: Fenwick Relay retirement FAQ',
        '  ms.date: 06/02/2026',
        'title: Relay retirement',
        'summary: |',
        '  Fenwick Relay is going away.',
        '',
        '  Relay was deprecated on June 2, 2026.',
        'sections:',
        '  - name: Dates',
        '    questions:',
        '      - question: How long can I use it?',
        '        answer: |',
        '          Your relays run until **August 31, 2027**.',
        '      - question: Can I order more?',
        '        answer: New relays cannot be ordered after April 1, 2027.',
        '',
      ].join('\n'),
      'faq.yml',
    );
    assert.equal(map.title, 'Fenwick Relay retirement FAQ');
    assert.equal(map.revised, '2026-06-02');
    assert.deepEqual(
      map.milestones.map(({ date, kind, source }) => [date, kind, source.line]),
      [
        ['2026-06-02', 'announced', 9],
        ['2027-04-01', 'new-use-ends', 17],
        ['2027-08-31', 'cut-off', 15],
      ],
    );
    assert.deepEqual(
      map.sections.map(({ heading, level }) => [heading, level]),
      [
        ['Relay retirement', 1],
        ['Dates', 2],
        ['How long can I use it?', 3],
        ['Can I order more?', 3],
      ],
    );
  });

  it('is read as a YAML file of entries, with two milestones of one day', () => {
    const map = compile(
      [
        '---',
        'productName: Fenwick deprecations',
        'entries:',
        '  - publish_date: "2026-06-02"',
        '    title: Relay rules',
        '    description: |-',
        '      Deprecation date: June 2, 2026',
        '',
        '      Creating new rules was disabled on June 2, 2026. All rules will stop working on August 31, 2027.',
        '',
      ].join('\n'),
      'relay.yaml',
    );
    assert.deepEqual(
      map.milestones.map(({ date, kind, source }) => [date, kind, source.line]),
      [
        ['2026-06-02', 'new-use-ends', 9],
        ['2026-06-02', 'announced', 7],
        ['2027-08-31', 'cut-off', 9],
      ],
    );
    assert.equal(map.sections[0]?.heading, 'Relay rules');
  });

  it('names the line of a FAQ file that is broken', () => {
    const text = '### YamlMime:FAQ\nmetadata:\n  title: [T\n';
    const { map, problems } = compileNotice({
      id: 't',
      files: new Map([['faq.yml', text]]),
      entry: 'faq.yml',
    });
    assert.equal(map, null);
    assert.match(problems[0]?.message ?? '', /the file is not valid YAML/);
  });

  it('takes its title from the front matter, and keeps a banner without a heading', () => {
    const map = compile(
      '---\ntitle: Relay in the old region | Microsoft Learn\n---\n> [!IMPORTANT]\n> Relay is retired on August 31, 2027.\n',
    );
    assert.equal(map.title, 'Relay in the old region');
    assert.deepEqual(map.sections[0]?.alerts, [
      { kind: 'important', text: 'Relay is retired on August 31, 2027.' },
    ]);
    assert.equal(map.cutOff, '2027-08-31');
  });

  it('drops the name of a vendor’s site from its title', () => {
    const text = 'Relay is retired on August 31, 2027.';
    assert.equal(
      compile(`---\ntitle: Retirement of Relay | Fenwick Docs\n---\n${text}`).title,
      'Retirement of Relay',
    );
    assert.equal(compile(`---\ntitle: Relay | Hub migration\n---\n${text}`).title, 'Relay | Hub migration');
  });

  it('is named after its file where it has no title', () => {
    assert.equal(
      compile('Relay is retired on August 31, 2027.', 'docs/relay-retirement.md').title,
      'relay retirement',
    );
  });

  it('puts what stands before a heading of level 2 under its title', () => {
    const map = compile('---\ntitle: Relay\n---\nRelay ends on August 31, 2027.\n\n## What to do\n\nMove.\n');
    assert.deepEqual(
      map.sections.map(({ heading, text }) => [heading, text]),
      [
        ['Relay', 'Relay ends on August 31, 2027.'],
        ['What to do', 'Move.'],
      ],
    );
  });

  it('states its dates in a timetable', () => {
    const map = compile(
      `# Relay retirement\n\n| Date | What happens |\n| --- | --- |\n| June 2, 2026 | Retirement announced |\n| 1-Apr-2027 | No new relays |\n| August 31, 2027 | Relays stop |\n| 30 Sept 2027 | Logs are deleted |\n`,
    );
    assert.deepEqual(milestonesOf(map), [
      '2026-06-02 announced',
      '2027-04-01 new-use-ends',
      '2027-08-31 cut-off',
      '2027-09-30 other',
    ]);
    assert.equal(map.milestones[2]?.source.line, 7);
  });

  it('states in the heading of a column what its dates are', () => {
    const map = compile(
      `# Relay\n\n| Feature | Introduced | Retirement date |\n| --- | --- | --- |\n| Relay mirror | May 5, 2020 | August 31, 2027 |\n`,
    );
    assert.deepEqual(milestonesOf(map), ['2027-08-31 cut-off']);
  });

  it('dates with a line of its own what its title says', () => {
    const map = compile(
      '# Removing the old relay field\n\nEffective October 01, 2027\n\nUse the other field.\n',
    );
    assert.deepEqual([map.cutOff, milestonesOf(map)], ['2027-10-01', ['2027-10-01 cut-off']]);
  });

  it('has the title that a blog gives it', () => {
    const map = compile('---\npost_title: Relay 3 ends on May 4, 2027\n---\n\nUse Relay 4.\n');
    assert.deepEqual([map.title, map.cutOff], ['Relay 3 ends on May 4, 2027', '2027-05-04']);
  });

  it('states no milestone in the history of the document itself', () => {
    const map = compile(
      '# Relay\n\n| Change | Description | Date |\n| --- | --- | --- |\n| End of support | Support ends on May 31, 2027 | June 2, 2026 |\n',
    );
    assert.deepEqual(milestonesOf(map), []);
  });

  it('answers with a few ends where a table has thousands, so that the answer stays small', () => {
    const rows = Array.from(
      { length: 1000 },
      (_, i) => `| Part ${i} | May ${1 + (i % 28)}, ${2030 + (i >> 4)} |`,
    );
    const map = compile(`# Retirements\n\n| Part | Retirement date |\n| --- | --- |\n${rows.join('\n')}\n`);
    const deadline = map.intents.find(({ id }) => id === 'deadline');
    assert.equal(deadline?.guidance.passages.length, 21);
  });

  it('keeps for whom a cell says that a date holds', () => {
    const map = compile(
      '# Relay retirement\n\n| Part | Retirement date |\n| --- | --- |\n| Mirror (preview) | May 31, 2027 for new tenants, June 30, 2027 (existing tenants) |\n| Console | July 31, 2027 |\n',
    );
    assert.deepEqual(milestonesOf(map), [
      '2027-05-31 cut-off Mirror (preview), new tenants',
      '2027-06-30 cut-off Mirror (preview), existing tenants',
      '2027-07-31 cut-off Console',
    ]);
  });

  it('names a date without words after its heading', () => {
    assert.deepEqual(milestonesOf(compile('# Relay\n\n## Retirement date\n\nAugust 31, 2027\n')), [
      '2027-08-31 cut-off',
    ]);
  });

  it('says in a following sentence what its date means', () => {
    const map = compile(
      '# Relay\n\nSupport for Relay ends on August 31, 2027. After that date all calls fail.\n',
    );
    assert.deepEqual(milestonesOf(map), ['2027-08-31 cut-off']);
  });

  it('calls an API version by its date', () => {
    const map = compile(
      '# Relay API\n\nVersions 2021-02-01, 2022-03-01 and 2023-04-01-preview retire on August 31, 2027. Use 2026-06-02 or later.\n\n```\napi-version=2022-03-01\n```\n',
    );
    assert.deepEqual(milestonesOf(map), ['2027-08-31 cut-off']);
  });

  it('says what concerns a part of the product', () => {
    const map = compile(
      '# Retirement of Relay\n\nRelay is retired on August 31, 2027. Versions before 2.0 stop working on April 1, 2027.\n\n## Trial plan\n\nIt is retired on June 2, 2026.\n',
    );
    assert.deepEqual(milestonesOf(map), [
      '2026-06-02 cut-off Trial plan',
      '2027-04-01 cut-off Versions before 2.0',
      '2027-08-31 cut-off',
    ]);
    assert.equal(map.cutOff, '2027-08-31');
  });

  it('has the end of support as its cut-off where nothing else ends its use', () => {
    const map = compile('# Relay 3\n\nRelay 3 is supported until August 31, 2027.\n');
    assert.equal(map.cutOff, '2027-08-31');
    assert.deepEqual(milestonesOf(map), ['2027-08-31 support-ends']);
  });

  it('has the stated end as its cut-off beside an earlier duty', () => {
    const map = compile('# Relay\n\nMigrate by June 2, 2027. Relay is shut down on August 31, 2027.\n');
    assert.equal(map.cutOff, '2027-08-31');
    assert.deepEqual(milestonesOf(map), ['2027-06-02 other', '2027-08-31 cut-off']);
  });

  it('has the date of its title as its cut-off beside a later one', () => {
    const map = compile(
      '# Move from Relay by August 31, 2027\n\nRelay is retired on August 31, 2027. The last backups stop on October 1, 2027.\n',
    );
    assert.equal(map.cutOff, '2027-08-31');
  });

  const announcements: { style: string; text: string; cutOff: string; milestones: string[] }[] = [
    {
      style: 'a page on Learn about new and existing use',
      text: 'On 30 September 2027, Basic gateways will be retired. From 31 March 2027 you will no longer be able to create new Basic gateways. You can continue using your existing gateways until then.',
      cutOff: '2027-09-30',
      milestones: ['2027-03-31 new-use-ends', '2027-09-30 cut-off'],
    },
    {
      style: 'a blog post about what a service accepts',
      text: 'Relay will only accept connections over TLS 1.2 or later beginning August 31, 2027. We announced this change on February 12, 2026.',
      cutOff: '2027-08-31',
      milestones: ['2026-02-12 announced', '2027-08-31 cut-off'],
    },
    {
      style: 'a post about an API with brownouts before its end',
      text: "Starting May 1, 2027, calls to the v1 endpoints return HTTP 410. Between February 1, 2027 and April 30, 2027, we'll run brownouts of one hour each.",
      cutOff: '2027-05-01',
      milestones: ['2027-05-01 cut-off'],
    },
    {
      style: 'an end of support after which servers go on',
      text: 'Orchard Server 2019 reaches end of support on October 14, 2027. After this date, it no longer receives security updates. The server keeps running.',
      cutOff: '2027-10-14',
      milestones: ['2027-10-14 support-ends'],
    },
    {
      style: 'a message about a gradual change',
      text: "In January 2027 we start to disable Basic authentication in tenants that don't use it. It will be permanently turned off for all tenants on April 30, 2027.",
      cutOff: '2027-04-30',
      milestones: ['2027-01 other', '2027-04-30 cut-off'],
    },
    {
      style: 'a farewell to an app that leaves the stores first',
      text: 'Birch Mobile will be discontinued at the end of June 2027. The app will be removed from app stores on April 1, 2027. Your data will be available for export until September 30, 2027.',
      cutOff: '2027-06',
      milestones: ['2027-04-01 new-use-ends', '2027-06 cut-off', '2027-09-30 other'],
    },
  ];
  for (const { style, text, cutOff, milestones } of announcements) {
    it(`is read in the style of ${style}`, () => {
      const map = compile(`# Announcement\n\n${text}\n`);
      assert.deepEqual([map.cutOff, milestonesOf(map)], [cutOff, milestones]);
    });
  }
});
