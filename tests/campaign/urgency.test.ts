import assert from 'node:assert/strict';
import { compareUrgency, urgencyOf, type CampaignState } from '../../bot/campaign/urgency.ts';

describe('the urgency of a notice', () => {
  const today = { now: new Date('2026-11-29T12:00:00Z'), zone: 'UTC' };
  const affected = { affected: 1, unknown: 0, reported: 2 };
  const unclear = { affected: 0, unknown: 1, reported: 2 };
  const done = { affected: 0, unknown: 0, reported: 2 };

  it('puts what was missed first, then what comes, what has no date, what is past and what is done', () => {
    const states: Record<string, CampaignState> = {
      'missed by an affected server': { deadline: '2023-10-01', progress: affected },
      'in five days': { deadline: '2026-12-04', progress: null },
      'in four months': { deadline: '2027-04-07', progress: affected },
      'without a date': { deadline: null, progress: null },
      'two months ago': { deadline: '2026-09-30', progress: unclear },
      'three years ago': { deadline: '2023-10-01', progress: null },
      'tomorrow, and done': { deadline: '2026-11-30', progress: done },
    };
    const names = Object.keys(states);
    const sorted = names.toReversed().sort((a, b) => {
      const [first, second] = [states[a], states[b]];
      assert.ok(first && second);
      return compareUrgency(urgencyOf(first, today), urgencyOf(second, today));
    });
    assert.deepEqual(sorted, names);
  });

  it('counts days in the reader’s zone', () => {
    const late = { now: new Date('2026-11-29T23:30:00Z'), zone: 'Asia/Tokyo' };
    assert.deepEqual(urgencyOf({ deadline: '2026-11-30', progress: null }, late), {
      rank: 'coming',
      days: 0,
    });
  });
});
