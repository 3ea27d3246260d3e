import assert from 'node:assert/strict';
import { deadlineOf, EACH_TENANT, type OwnDeadline } from '../../bot/campaign/deadline.ts';

describe('the deadline of a tenant', () => {
  const own: OwnDeadline = {
    date: '2027-03-15',
    reason: null,
    by: 'Kim',
    at: new Date('2026-11-30T12:00:00Z'),
  };

  it('is the notice’s cut-off while the tenant has set none', () => {
    assert.deepEqual(deadlineOf('2026-09-30', null), { date: '2026-09-30', own: null, overruled: null });
  });

  it('is unknown while nobody has said when the tenant’s window ends', () => {
    assert.equal(deadlineOf(EACH_TENANT, null), null);
    assert.equal(deadlineOf(null, null), null);
  });

  it('is the tenant’s own window', () => {
    assert.deepEqual(deadlineOf(EACH_TENANT, own), { date: '2027-03-15', own, overruled: null });
  });

  it('is an exception that overrules the notice’s cut-off, and says which', () => {
    assert.deepEqual(deadlineOf('2026-09-30', own), { date: '2027-03-15', own, overruled: '2026-09-30' });
  });
});
