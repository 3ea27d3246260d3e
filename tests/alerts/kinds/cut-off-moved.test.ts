import assert from 'node:assert/strict';
import { evaluate } from '../../../bot/alerts/alert-kind.ts';
import { ALERT_KINDS } from '../../../bot/alerts/kinds/all-kinds.ts';
import { theGuide } from '../../support/guide.ts';

describe('a cut-off that moves', () => {
  async function signals(from: string | null, to: string | null) {
    const stating = (date: string | null) => ({ date, sentence: date && `It stops on ${date}.` });
    return evaluate(ALERT_KINDS.cutOff, {
      tenantId: 'tenant',
      guide: await theGuide(),
      before: stating(from),
      after: stating(to),
      now: new Date('2023-09-22T12:00:00Z'),
    });
  }

  it('is one alert for each move, and the one before is resolved', async () => {
    const [moved, before] = await signals('2023-10-01', '2023-11-15');
    assert.equal(moved?.key, 'cut-off azure-ad-connect-v1 2023-11-15');
    assert.match(moved.finding?.meaning ?? '', /now 15 November 2023, 45 days later than before\.$/);
    assert.deepEqual(before, {
      tenantId: 'tenant',
      key: 'cut-off azure-ad-connect-v1 2023-10-01',
      finding: null,
      outcome: 'The cut-off has moved again, to 15 November 2023.',
    });
  });

  it('is critical when it comes nearer', async () => {
    assert.equal((await signals('2023-11-15', '2023-10-15'))[0]?.finding?.severity, 'critical');
    assert.equal((await signals(null, '2023-10-15'))[0]?.finding?.severity, 'critical');
    assert.equal((await signals('2023-10-15', '2023-11-15'))[0]?.finding?.severity, 'warning');
  });

  it('may be a month, which is not counted in days', async () => {
    const [moved] = await signals('2023-10-01', '2024-11');
    assert.equal(moved?.finding?.title, 'The cut-off date moved from 1 October 2023 to November 2024');
    assert.match(moved.finding.meaning, /now November 2024\.$/);
  });

  it('may be gone: then no reminders come, which the alert says', async () => {
    const [gone] = await signals('2023-10-01', null);
    assert.equal(gone?.finding?.title, 'Azure AD Connect V1 has no cut-off date any more');
    assert.match(gone.finding.next.text, /No reminders come until it states a date/);
    const values = gone.finding.facts.map(({ value }) => value);
    assert.deepEqual(values, ['1 October 2023', 'It stops on 2023-10-01.', 'none']);
  });
});
