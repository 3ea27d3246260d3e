import assert from 'node:assert/strict';
import { mapOf } from '../compile/compile-text.ts';

/** What a page states, as `DATE KIND SCOPE`. */
function stated(page: string): string[] {
  return mapOf(page).milestones.map(({ date, kind, scope }) => [date, kind, scope ?? 'all'].join(' '));
}

describe('a page that lists what ends of several things', () => {
  const page =
    '# Deprecations and removals\n\n## Mail connector is deprecated\n\nThe connector will be removed on May 4, 2029.\n\n## Tunnels removed\n\n### Impact\n\nTunnels are shut down on June 5, 2030.';

  it('gives what ends the name of its heading', () => {
    assert.deepEqual(stated(page), ['2029-05-04 cut-off Mail connector', '2030-06-05 cut-off Tunnels']);
  });

  it('has no cut-off, and still answers when something ends', () => {
    const { cutOff, intents } = mapOf(page);
    const passages = intents.find(({ id }) => id === 'deadline')?.guidance.passages ?? [];
    assert.equal(cutOff, null);
    assert.deepEqual(passages.map(({ milestone }) => milestone).sort(), ['2029-05-04', '2030-06-05']);
  });

  it('has the cut-off of all of them where it states one', () => {
    assert.equal(
      mapOf('# Deprecated features\n\nWe remove all of these on May 4, 2029.\n\n## Tunnels\n\nUse Hub.')
        .cutOff,
      '2029-05-04',
    );
  });

  it('gives nothing the name of a heading that names no thing', () => {
    assert.deepEqual(stated('# Planned removals\n\n## Key dates\n\nWe remove the lot on May 4, 2029.'), [
      '2029-05-04 cut-off all',
    ]);
  });

  it('is none that retires one thing', () => {
    assert.equal(
      mapOf('# Retirement of Tunnels\n\n## Tunnels\n\nThey end on May 4, 2029.').cutOff,
      '2029-05-04',
    );
  });
});

describe('a deprecation', () => {
  const deprecated = 'By May 4, 2029, the exemption will be deprecated for all customers.';

  it('is an announcement where the page says that it means no more than that', () => {
    const definition = '"Deprecated" means we intend to remove the feature in a future release.';
    assert.deepEqual(stated(`# Exemption\n\n${definition} ${deprecated}`), ['2029-05-04 announced all']);
    assert.deepEqual(
      stated(`# Exemption\n\nDeprecated features continue to work and are supported. ${deprecated}`),
      ['2029-05-04 announced all'],
    );
  });

  it('is an end where the page says nothing of the kind, or the sentence says more', () => {
    assert.deepEqual(stated(`# Exemption\n\n${deprecated}`), ['2029-05-04 cut-off all']);
    assert.deepEqual(
      stated(
        '# Exemption\n\n"Deprecated" means we intend to remove the feature later. It is deprecated and will be removed on May 4, 2029.',
      ),
      ['2029-05-04 cut-off all'],
    );
  });
});
