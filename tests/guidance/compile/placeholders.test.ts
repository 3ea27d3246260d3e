import assert from 'node:assert/strict';
import { mapOf } from './compile-text.ts';

/** Date and kind of each milestone of a document with these lines. */
function read(...lines: string[]): string[] {
  return mapOf(lines.join('\n')).milestones.map(({ date, kind }) => `${date} ${kind}`);
}

describe('a placeholder', () => {
  it('is read as a name, and starts a sentence', () => {
    assert.deepEqual(
      read(
        '# Deprecation of {{site.data.keyword.relay_full}}',
        '',
        'Support for {{site.data.keyword.relay_full_notm}} ended on May 4, 2030. {{site.data.keyword.relay_short}} is shut down on June 4, 2030.',
      ),
      ['2030-05-04 support-ends', '2030-06-04 cut-off'],
    );
    assert.deepEqual(
      read('# Relay', '', 'Support ends on May 4, 2030. [product] is shut down on June 4, 2030.'),
      ['2030-05-04 support-ends', '2030-06-04 cut-off'],
    );
    assert.deepEqual(read('# Relay', '', 'Support for {% data variables.v2.relay %} ends on May 4, 2030.'), [
      '2030-05-04 support-ends',
    ]);
  });

  it('may stand in front matter', () => {
    const frontMatter = ['---', 'title: The end of {{site.relay}}', 'keywords: {{site.relay}}, end', '---'];
    assert.deepEqual(read(...frontMatter, '', 'The relay is shut down on June 4, 2030.'), [
      '2030-06-04 cut-off',
    ]);
  });

  it('stays as it is where the text is shown', () => {
    const [milestone] = mapOf('# Relay\n\n{{relay-name}} is shut down on June 4, 2030.').milestones;
    assert.equal(milestone?.text, '{{relay-name}} is shut down on June 4, 2030.');
  });
});

describe('a list of attributes behind a paragraph', () => {
  it('says nothing of its date', () => {
    const paragraph = 'You can read more about it in our post of June 4, 2030.';
    assert.deepEqual(read('# Relay', '{: #deprecation}', '', paragraph, '{: deprecated}'), []);
    assert.equal(mapOf(`# Relay\n{: #top}\n\n${paragraph}\n{: note}`).sections[0]?.text, paragraph);
  });
});
