import assert from 'node:assert/strict';
import { digestDueAt, planDigest } from '../../bot/reminders/digest.ts';
import { DEFAULT_SCHEDULE, type Schedule } from '../../bot/reminders/schedule.ts';

const BERLIN: Schedule = { ...DEFAULT_SCHEDULE, zone: 'Europe/Berlin' };
const LEFT = { deadline: '2026-09-30', progress: { reported: 3, affected: 1, unknown: 1 } };
const ahead = { deadline: '2027-04-07', progress: { reported: 3, affected: 3, unknown: 0 } };
/** The first Monday of December, at 09:00 in Berlin. */
const DUE = new Date('2026-12-07T08:00:00Z');
const after = (hours: number) => new Date(DUE.getTime() + hours * 3_600_000);

function plan(changes: Partial<Parameters<typeof planDigest>[0]> = {}) {
  return planDigest({
    schedule: BERLIN,
    since: new Date('2026-10-01T00:00:00Z'),
    snoozedUntil: null,
    plannedUntil: DUE,
    campaigns: [LEFT, ahead],
    now: DUE,
    ...changes,
  });
}
const posted = (changes: Parameters<typeof plan>[0] = {}) => plan(changes).post?.month ?? null;

describe('the monthly digest', () => {
  it('is due on the first of the chosen weekday, at the time of the reminders', () => {
    assert.deepEqual(digestDueAt('2026-12', BERLIN), DUE);
    assert.deepEqual(
      digestDueAt('2026-12', { ...BERLIN, weekday: 'tuesday' }),
      new Date('2026-12-01T08:00:00Z'),
    );
    assert.deepEqual(digestDueAt('2027-02', BERLIN), new Date('2027-02-01T08:00:00Z'));
    const quietHours = { from: '18:00', until: '10:30' };
    assert.deepEqual(digestDueAt('2026-12', { ...BERLIN, quietHours }), new Date('2026-12-07T09:30:00Z'));
  });

  it('comes then, and not before', () => {
    assert.equal(posted(), '2026-12');
    const early = plan({ now: after(-1), plannedUntil: after(-1) });
    assert.deepEqual(early, { post: null, planAgainAt: DUE });
    assert.deepEqual(plan().planAgainAt, new Date('2027-01-04T08:00:00Z'));
  });

  it('comes late after downtime, but not weeks later when it was not waited for', () => {
    assert.equal(posted({ now: after(200) }), '2026-12');
    assert.equal(posted({ now: after(2), plannedUntil: after(1) }), '2026-12');
    assert.equal(posted({ now: after(200), plannedUntil: after(199) }), null);
  });

  it('says nothing while nothing is left after a deadline', () => {
    const done = { reported: 3, affected: 0, unknown: 0 };
    for (const campaigns of [
      [],
      [ahead],
      [{ ...LEFT, progress: null }],
      [{ ...LEFT, progress: done }, ahead],
      [{ ...LEFT, deadline: null }],
      [{ ...LEFT, deadline: '2026-12-07' }],
    ]) {
      assert.equal(posted({ campaigns }), null, JSON.stringify(campaigns));
    }
    assert.equal(
      posted({ campaigns: [{ ...LEFT, progress: { reported: 1, affected: 0, unknown: 1 } }] }),
      '2026-12',
    );
  });

  it('is left out when it is turned off, snoozed, or from before the reminders were set up', () => {
    assert.equal(posted({ schedule: { ...BERLIN, digest: 'off' } }), null);
    assert.equal(posted({ snoozedUntil: after(1) }), null);
    assert.equal(posted({ since: DUE }), null);
  });

  it('waits for the end of quiet hours', () => {
    const schedule = { ...BERLIN, quietHours: { from: '12:00', until: '14:00' } };
    const during = plan({ schedule, now: after(4) });
    assert.deepEqual(during, { post: null, planAgainAt: after(5) });
    assert.equal(posted({ schedule, now: after(5), plannedUntil: after(5) }), '2026-12');
  });
});
