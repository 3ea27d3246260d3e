import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '../../bot/dashboard/audit-entry.ts';
import { EVERY_NOTICE } from '../../bot/reminders/coverage.ts';
import { DEFAULT_SCHEDULE } from '../../bot/reminders/schedule.ts';
import type { Browser, Page } from 'playwright-core';
import type { Alert } from '../../bot/alerts/alert-lifecycle.ts';
import { renderReport } from '../../bot/dashboard/report.ts';
import { readVersionFacts } from '../../bot/guidance/version-verdict.ts';
import { createJudge } from '../../bot/servers/judge-server.ts';
import type { ServerReport } from '../../bot/servers/server.ts';
import { openBrowser } from '../support/browser.ts';
import { theGuide } from '../support/guide.ts';
import type { CampaignRecord } from '../../bot/dashboard/ports.ts';
import type { Place } from '../../bot/delivery/place.ts';

const NOW = new Date('2023-09-22T12:00:00Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const CHANNEL = `19:${'a'.repeat(32)}@thread.tacv2`;
const HOSTILE = `</td><script>document.title='broken'</script>"'&`;

const alert: Alert = {
  id: '1',
  tenantId: 'tenant',
  key: 'server aadc01',
  state: 'resolved',
  finding: {
    severity: 'warning',
    title: 'AADC01 still runs Azure AD Connect V1',
    since: hoursAgo(30),
    facts: [{ title: 'Version', value: '1.6.16.0' }],
    meaning: '',
    next: { text: '', url: null },
    why: '',
  },
  raisedAt: hoursAgo(30),
  resolvedAt: hoursAgo(1),
  acknowledgedBy: HOSTILE,
  acknowledgedAt: hoursAgo(29),
  level: 0,
  changes: [],
  isFlapping: false,
  unacknowledgedSince: hoursAgo(30),
  round: 0,
  outcome: 'Kim reported: migrated.',
  groupId: null,
};
const reminder = {
  noticeId: 'azure-ad-connect-v1',
  conversationId: CHANNEL,
  offset: 14,
  state: 'sent',
  reason: null,
  dueAt: hoursAgo(20),
  sentAt: hoursAgo(20),
  acknowledged: [{ name: HOSTILE, at: hoursAgo(19) }],
};

const places = new Map<string, Place>([[CHANNEL, { kind: 'channel', name: `Identity › ${HOSTILE}` }]]);

async function reportOf(
  evidence: Omit<CampaignRecord, 'places'>,
  reader: { zone: string; locale?: string } = { zone: 'UTC' },
): Promise<string> {
  const guide = await theGuide();
  const judge = createJudge(readVersionFacts(guide.notice), NOW);
  const report = (hours: number, said: Partial<ServerReport>): ServerReport => ({
    name: 'AADC01',
    reporter: HOSTILE,
    reporterId: null,
    origin: 'team',
    observedAt: hoursAgo(hours),
    ...said,
  });
  const reports = [
    report(1, { version: '2.1.20.0' }),
    report(30, { version: '1.6.16.0', role: 'staging', authentication: 'account' }),
  ];
  const server = { id: '1', tenantId: 'tenant', name: 'AADC01', reports };
  const servers = [{ server, guide, verdict: judge(server) }];
  const progress = new Map([[guide.notice.id, { affected: 1, unknown: 0, reported: 3 }]]);
  return renderReport({
    guides: [guide],
    progress,
    servers,
    ...evidence,
    places,
    localNow: { now: NOW, ...reader },
  });
}

const change: AuditEntry = {
  number: '1',
  undoes: null,
  at: new Date('2023-09-21T16:00:00Z'),
  by: { id: randomUUID(), name: HOSTILE, conversationId: CHANNEL },
  act: 'stop-reminders',
  subject: 'azure-ad-connect-v1',
  before: null,
  after: {
    ...DEFAULT_SCHEDULE,
    conversationId: CHANNEL,
    state: 'stopped',
    zone: 'UTC',
    coverage: EVERY_NOTICE,
    snoozedUntil: null,
  },
};

describe('the printed report', () => {
  let browser: Browser;
  let page: Page;
  before(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
  });
  after(() => browser.close());

  it('lists servers with their history, and reminders and alerts with who acknowledged them', async () => {
    await page.setViewportSize({ width: 1100, height: 900 });
    await page.setContent(await reportOf({ reminders: [reminder], alerts: [alert], changes: [change] }));
    const text = await page.locator('body').innerText();
    for (const expected of [
      /AADC01\s+not out of support\s+2\.1\.20\.0\s+staging, account/,
      /21 September 2023, 06:00\s+1\.6\.16\.0\s+staging, account/,
      /14 days before\s+Azure AD Connect V1\s+Identity › <\/td>[\s\S]*sent 21 September 2023, 16:00/,
      /AADC01 still runs Azure AD Connect V1[\s\S]*resolved 22 September 2023, 11:00[\s\S]*Kim reported: migrated/,
      /stops working on Sunday 1 October 2023, in 9 days/,
      /21 September 2023, 16:00[\s\S]*turned off reminders of azure-ad-connect-v1\.\s+Identity › </,
      /All times are UTC\./,
    ]) {
      assert.match(text, expected);
    }
  });

  it('follows the reader’s zone and locale, and names the zone', async () => {
    const html = await reportOf(
      { reminders: [reminder], alerts: [alert], changes: [change] },
      { zone: 'Asia/Tokyo', locale: 'en-US' },
    );
    await page.setContent(html);
    const text = await page.locator('body').innerText();
    for (const expected of [
      /September 21, 2023, 3:00 PM\s+1\.6\.16\.0\s+staging/,
      /sent September 22, 2023, 1:00 AM/,
      /stops working on Sunday, October 1, 2023, in 9 days/,
      /All times are in the time zone Asia\/Tokyo\./,
    ]) {
      assert.match(text, expected);
    }
    assert.doesNotMatch(text, /UTC/);
  });

  it('runs and loads nothing, whatever the data contain', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const html = await reportOf({ reminders: [reminder], alerts: [alert], changes: [change] });
    await page.setContent(html);
    assert.doesNotMatch(html, /<script|<img|<link|@import|url\(/i);
    assert.match(await page.title(), /record of servers/);
    assert.deepEqual(asked, []);
    assert.ok((await page.locator('body').innerText()).includes(HOSTILE));
  });

  it('fits a phone, a desktop and a printed page, and repeats table headers', async () => {
    for (const [media, width] of [
      ['screen', 360],
      ['screen', 1100],
      ['print', 680],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ media });
      await page.setContent(await reportOf({ reminders: [reminder], alerts: [alert], changes: [change] }));
      const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
      assert.ok(wide <= width, `${media} ${width}: ${wide}`);
      const display = await page.evaluate("getComputedStyle(document.querySelector('thead')).display");
      assert.equal(display, 'table-header-group');
    }
  });

  it('says so where there are no data', async () => {
    const guide = await theGuide();
    const html = renderReport({
      guides: [guide],
      progress: new Map(),
      servers: [],
      reminders: [],
      alerts: [],
      changes: [],
      places: new Map(),
      localNow: { now: NOW, zone: 'UTC' },
    });
    assert.match(html, /No servers have been reported/);
    assert.equal(html.match(/<p>None\.<\/p>/g)?.length, 4);
  });
});
