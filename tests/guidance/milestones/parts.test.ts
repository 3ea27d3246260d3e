import assert from 'node:assert/strict';
import { mapOf } from '../compile/compile-text.ts';

/** What a document states, as `DATE KIND`, with the scope behind it where there is one. */
function stated(document: string): string[] {
  return mapOf(document).milestones.map(({ date, kind, scope }) =>
    [date, kind, scope ?? ''].join(' ').trim(),
  );
}

describe('an end on another day than the last', () => {
  it('is about the part that it names beside the whole', () => {
    assert.deepEqual(
      stated(
        '# Working with Fenwick Relay\n\nSupport for Fenwick Relay ends on May 4, 2030, and nobody can use it then. Fenwick Relay Browser will be discontinued on May 4, 2029. Fenwick Relay retires on May 4, 2030.',
      ),
      ['2029-05-04 cut-off Fenwick Relay Browser', '2030-05-04 cut-off'],
    );
  });

  it('is about the users that it names beside all', () => {
    const document =
      '# Text messages retire\n\nText messages will be retired on May 4, 2029. They will be retired on June 5, 2029 for partners and external users. Partners and external users follow on June 5, 2029, when messages stop.';
    assert.equal(mapOf(document).cutOff, '2029-05-04');
  });

  it('is about what its heading names where each end has a heading of its own', () => {
    assert.deepEqual(
      stated(
        '# API changes\n\n## Tunnels\n\nEnd of life date: May 4, 2029\n\n## Bookmarks\n\nEnd of life date: June 5, 2030',
      ),
      ['2029-05-04 cut-off Tunnels', '2030-06-05 cut-off Bookmarks'],
    );
  });

  it('is about what the heading over its heading names where its own is the same for each', () => {
    assert.deepEqual(
      stated(
        '# API changes\n\n## Tunnels\n\n### Removal\n\nMay 4, 2029\n\n## Bookmarks\n\n### Removal\n\nJune 5, 2030',
      ),
      ['2029-05-04 cut-off Tunnels', '2030-06-05 cut-off Bookmarks'],
    );
  });

  it('is about what neither the title nor the last end names', () => {
    assert.deepEqual(
      stated(
        '# Deprecated services\n\nThese services will be removed on May 4, 2030. The GraphQL and Static Pages services will be removed on May 4, 2029.',
      ),
      ['2029-05-04 cut-off GraphQL and Static Pages', '2030-05-04 cut-off'],
    );
  });

  it('is about what its heading names where its sentence begins with that', () => {
    assert.deepEqual(
      stated(
        '# Retirement of Relay features\n\nWe remove them on May 4, 2030.\n\n## Custom tunnel rules\n\nThe tunnel experience will be retired on May 4, 2029.',
      ),
      ['2029-05-04 cut-off Custom tunnel rules', '2030-05-04 cut-off'],
    );
  });

  it('is about the product that its sentence begins with', () => {
    const document =
      '# End of support for old tokens\n\nWe end support for old tokens on May 4, 2029. For Fenwick Mail, the last version with them reaches EOL on June 5, 2030.';
    assert.deepEqual(stated(document), ['2029-05-04 support-ends', '2030-06-05 support-ends Fenwick Mail']);
    assert.equal(mapOf(document).cutOff, '2029-05-04');
  });

  it('is about what stands before it in its cell', () => {
    assert.deepEqual(
      stated(
        '# Old tokens\n\n| Feature | Shutdown date |\n| --- | --- |\n| Tokens | **Small shops**: May 4, 2029<br>**Large shops**: May 4, 2030 |',
      ),
      ['2029-05-04 cut-off Small shops', '2030-05-04 cut-off Large shops'],
    );
  });

  it('is about those for whom the sentence says it holds', () => {
    assert.deepEqual(
      stated(
        '# Tags go away\n\nTags stop on May 4, 2029 for small shops and on May 4, 2030 for large shops.',
      ),
      ['2029-05-04 cut-off small shops', '2030-05-04 cut-off large shops'],
    );
  });

  it('is a step on the way where it names nothing else, and asks', () => {
    const document =
      '# Old tokens\n\nTokens are turned off for all tenants on May 4, 2029. Tokens are turned off for all tenants on June 5, 2029, without exceptions.';
    assert.deepEqual(stated(document), ['2029-05-04 other', '2029-06-05 cut-off']);
    assert.deepEqual(
      mapOf(document).unsettled.map(({ settle }) => settle),
      ['cutOff: 2029-05-04', 'cutOff: 2029-06-05'],
    );
  });
});

describe('an end of life', () => {
  it('ends use of what the vendor runs, and support of what the customer does', () => {
    assert.deepEqual(stated('# Relay API\n\nIt reaches its end of life on May 4, 2029.'), [
      '2029-05-04 cut-off',
    ]);
    assert.deepEqual(
      stated('# Relay API client library\n\nThe library reaches its end of life on May 4, 2029.'),
      ['2029-05-04 support-ends'],
    );
  });
});

describe('what is called an end', () => {
  it('ends new use alone where what exists keeps working', () => {
    assert.deepEqual(
      stated(
        '# Relay 3\n\nRelay 3 will be discontinued on May 4, 2029.\n\n- Existing relays will continue to work\n- After May 4, 2029, new relays with version 3.1 can no longer be made',
      ),
      ['2029-05-04 new-use-ends'],
    );
    assert.deepEqual(
      stated(
        '# Tags to be blocked as of May 4, 2029\n\nApps can no longer create tags from May 4, 2029. Tags created before May 4, 2029 will continue to work until June 5, 2030.',
      ),
      ['2029-05-04 new-use-ends', '2030-06-05 cut-off'],
    );
  });

  it('is withdrawn where the next sentence moves it', () => {
    assert.deepEqual(
      stated(
        '# Premium tier\n\nThe tier is no longer supported after May 4, 2029. This deadline has been extended to June 5, 2029.',
      ),
      ['2029-06-05 support-ends'],
    );
    assert.deepEqual(
      stated(
        '# Premium tier\n\nIt reaches its EOL on May 4, 2029. To give customers more time, the EOL date was moved to June 5, 2029.',
      ),
      ['2029-06-05 support-ends'],
    );
  });

  it('is none where the next sentence says that it passes', () => {
    assert.deepEqual(
      stated(
        '# Relay outage\n\nOn May 4, 2029, all calls will fail. In the evening, behavior will return to normal.',
      ),
      [],
    );
  });

  it('is the end of use on the day of the month that the title names', () => {
    assert.deepEqual(
      stated('# Retirement of Relay 1 (May 2029)\n\nSupport for Relay 1 will be retired by May 4, 2029.'),
      ['2029-05-04 cut-off'],
    );
  });
});

describe('a date that stands alone', () => {
  it('is one of a timetable where others stand beside it', () => {
    assert.deepEqual(
      stated(
        '# Relay on the marketplace\n\n## Timeline\n\n- May 4, 2029\n  - New relays can no longer be created.\n- June 5, 2029:\n  - Existing relays are shut down.',
      ),
      ['2029-05-04 new-use-ends', '2029-06-05 cut-off'],
    );
  });

  it('is what the few words before it say', () => {
    assert.deepEqual(stated('# Relay\n\nThe old format goes.\n\nRemoval\n\nMay 4, 2029'), [
      '2029-05-04 cut-off',
    ]);
  });

  it('has the year of all others, up to the last of them', () => {
    assert.deepEqual(
      stated(
        '# Relay closes on May 31, 2029\n\nThe free tier is turned off on May 4. We wrote to you on June 1.',
      ),
      ['2029-05-04 cut-off free tier', '2029-05-31 cut-off'],
    );
  });

  it('in numbers means the day that another text writes out', () => {
    assert.deepEqual(
      stated(
        '# Relay\n\nThese go off sale as of September 1, 2029.\n\n| Item | End of sale |\n| --- | --- |\n| A | 9/1/2029 |',
      ),
      ['2029-09-01 new-use-ends'],
    );
  });
});

describe('an end of support before an end of life', () => {
  it('is a step to it, and asks nothing', () => {
    const map = mapOf(
      '# Relay kit 6\n\n| Milestone | Date |\n| --- | --- |\n| End of support | May 4, 2029 |\n| End of life | June 5, 2030 |\n\nUse then is at your own risk.',
    );
    assert.equal(map.cutOff, '2030-06-05');
    assert.deepEqual(map.unsettled, []);
  });
});

describe('of several days in one sentence, each', () => {
  it('is about the cloud that is named before it', () => {
    assert.deepEqual(
      stated(
        '# Fenwick Relay\n\nRelay is turned off in the public cloud on May 4, 2030 and in government clouds on August 4, 2030.',
      ),
      ['2030-05-04 cut-off public cloud', '2030-08-04 cut-off government clouds'],
    );
  });

  it('is about what the sentence begins with where nothing else is named', () => {
    assert.deepEqual(
      stated(
        '# Fenwick Relay\n\nThe old portal becomes read-only on May 4, 2030 and is removed on August 4, 2030.',
      ),
      ['2030-05-04 other old portal', '2030-08-04 cut-off old portal'],
    );
  });
});
