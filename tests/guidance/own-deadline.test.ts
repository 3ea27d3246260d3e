import assert from 'node:assert/strict';
import type { OwnDeadline } from '../../bot/campaign/deadline.ts';
import { answerDate } from '../../bot/guidance/answer-date.ts';
import { answerIntent } from '../../bot/guidance/answer.ts';
import { describeDeadline, describeOffset } from '../../bot/guidance/cut-off-text.ts';
import type { Guide } from '../../bot/guidance/guide.ts';
import { byUrgency, deadlinesIn, withOwnDeadlines, type Portfolio } from '../../bot/guidance/portfolio.ts';
import { loadPortfolio } from '../../bot/sources/notices/load-portfolio.ts';

describe('a date that a tenant has set', () => {
  let portfolio: Portfolio;
  const localNow = { now: new Date('2026-11-30T12:00:00Z'), zone: 'UTC' };
  const until = (date: string): OwnDeadline => ({ date, reason: null, by: 'Kim', at: localNow.now });
  const set = (dates: Record<string, string>) =>
    withOwnDeadlines(portfolio, new Map(Object.entries(dates).map(([id, date]) => [id, until(date)])));
  const guideIn = ({ guides }: Portfolio, id: string): Guide => {
    const guide = guides.get(id);
    assert.ok(guide);
    return guide;
  };
  /** Those whose cut-off each tenant has for itself, and those with a cut-off of their own. */
  let ofEachTenant: string;
  let dated: string;

  before(async () => {
    portfolio = await loadPortfolio();
    const all = [...portfolio.guides.values()];
    ofEachTenant = all.find(({ notice }) => notice.cutOff === 'tenant')?.notice.id ?? '';
    dated = all.find(({ notice }) => notice.cutOff === '2026-09-30')?.notice.id ?? '';
  });

  it('is counted down where the notice has none', () => {
    const guide = guideIn(set({ [ofEachTenant]: '2027-03-15' }), ofEachTenant);
    assert.equal(
      describeDeadline(guide, localNow),
      `Your organisation’s deadline for ${guide.product} is **on Monday 15 March 2027**, in 105 days.`,
    );
    assert.equal(describeDeadline(guideIn(portfolio, ofEachTenant), localNow), guide.notice.title);
  });

  it('says that it overrules the notice’s date', () => {
    const guide = guideIn(set({ [dated]: '2026-12-01' }), dated);
    assert.equal(
      describeDeadline(guide, localNow),
      `Your organisation’s deadline for ${guide.product} is **on Tuesday 1 December 2026**, tomorrow. It overrules the notice’s date, 30 September 2026.`,
    );
    const late = { ...localNow, now: new Date('2026-12-03T12:00:00Z') };
    assert.match(describeDeadline(guide, late), / was \*\*on Tuesday 1 December 2026\*\*, 2 days ago\./);
    const today = { ...localNow, now: new Date('2026-12-01T12:00:00Z') };
    assert.match(describeDeadline(guide, today), / is \*\*today\*\*, Tuesday 1 December 2026\./);
  });

  it('opens the answer about the deadline, before what the documents say', () => {
    const [first, ...others] =
      answerIntent(guideIn(set({ [ofEachTenant]: '2027-03-15' }), ofEachTenant), 'deadline', localNow)
        ?.paragraphs ?? [];
    assert.match(first ?? '', /deadline .+ 15 March 2027/);
    const documents = answerIntent(guideIn(portfolio, ofEachTenant), 'deadline', localNow)?.paragraphs;
    assert.deepEqual(others, documents);
  });

  it('is counted from in the reader’s form of a number', () => {
    assert.equal(describeOffset(-1_156, 'en-GB'), '1,156 days after');
    assert.equal(describeOffset(1, 'en-GB'), '1 day before');
    const guide = guideIn(set({ [ofEachTenant]: '2030-03-15' }), ofEachTenant);
    const asked = { date: '2026-12-10', isDay: true, hasYear: true, asksIfLate: false };
    assert.equal(answerDate(guide, asked, localNow)?.title, 'Yes, with 1,191 days to spare');
  });

  it('is what a date is compared with', () => {
    const guide = guideIn(set({ [ofEachTenant]: '2027-03-15' }), ofEachTenant);
    const asked = { date: '2027-03-10', isDay: true, hasYear: true, asksIfLate: false };
    const answer = answerDate(guide, asked, localNow);
    assert.equal(answer?.title, 'Yes, with 5 days to spare');
    assert.match(answer.paragraphs[0] ?? '', /is 5 days before the deadline\.$/);
    assert.equal(answerDate(guideIn(portfolio, ofEachTenant), asked, localNow), null);
  });

  it('decides how urgent the notice is', () => {
    const soon = set({ [ofEachTenant]: '2026-12-02' });
    assert.equal(byUrgency(soon, localNow)[0].notice.id, ofEachTenant);
    assert.equal(deadlinesIn(soon).get(ofEachTenant), '2026-12-02');
    assert.notEqual(byUrgency(portfolio, localNow)[0].notice.id, ofEachTenant);
  });

  it('leaves every other notice as it is', () => {
    const changed = set({ [dated]: '2026-12-01' });
    for (const [id, guide] of portfolio.guides) {
      if (id !== dated) assert.equal(changed.guides.get(id), guide);
    }
  });
});
