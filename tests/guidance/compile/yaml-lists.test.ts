import assert from 'node:assert/strict';
import { compileNotice, type CompileResult } from '../../../bot/guidance/compile/compile-notice.ts';

/** What the lines of a YAML file state, as `LINE DATE KIND`. */
function datesIn(...lines: string[]): string[] {
  const { map, problems } = compile(lines);
  assert.ok(map, problems.map(({ message }) => message).join('\n'));
  return map.milestones.map(({ date, kind, source }) => `${String(source.line)} ${date} ${kind}`);
}

function compile(lines: readonly string[]): CompileResult {
  const entry = 'relay.yml';
  return compileNotice({ id: 'test', files: new Map([[entry, lines.join('\n')]]), entry });
}

describe('a YAML file that is a list', () => {
  it('is an announcement when it has one entry, whose keys say what their dates are', () => {
    assert.deepEqual(
      datesIn(
        '# One file for each deprecation.',
        '- title: "Relay rules"  # What ends',
        '  announcement_date: "2030-01-22"',
        '  removal_date: 2030-05-22',
        '  body: |  # What users read',
        '    Rules do not run any more in Fenwick 15.0.',
        '  tiers: [Free, Premium]',
      ),
      ['3 2030-01-22 announced', '4 2030-05-22 cut-off'],
    );
  });

  it('has the text of its entry beside the dates of its keys', () => {
    assert.deepEqual(
      datesIn(
        '- name: Relay on shared folders',
        '  end_of_sale: "2030-02-01"',
        '  end-of-support-date: "2030-11-22"',
        '  body: We will switch off all relays on shared folders on March 4, 2031.',
      ),
      ['2 2030-02-01 new-use-ends', '3 2030-11-22 support-ends', '4 2031-03-04 cut-off'],
    );
  });

  it('says nothing with the dates of its own making, or with what is no date', () => {
    assert.deepEqual(
      datesIn(
        '- title: Relay rules',
        '  last_updated: "2030-01-22"',
        '  release_date: "2029-05-22"',
        '  removal_milestone: "15.0"',
        '  removal_date: soon',
      ),
      [],
    );
  });

  it('states each date of several entries', () => {
    assert.deepEqual(
      datesIn(
        '- title: Relay rules',
        '  removal_date: "2030-05-22"',
        '- title: Relay feeds',
        '  removal_date: "2031-05-22"',
      ).map((line) => line.slice(2, 12)),
      ['2030-05-22', '2031-05-22'],
    );
  });

  it('is broken when its entries are no mappings', () => {
    assert.match(compile(['- Relay', '- Hub']).problems[0]?.message ?? '', /not valid YAML/);
  });
});
