import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { CampaignBody, ServerPage } from '../../bot/dashboard/campaign-body.ts';
import { ENDPOINTS } from '../../bot/http/endpoints/all-endpoints.ts';
import { createPlace, messageIn, type Place } from '../support/activities.ts';
import { reportServers } from '../support/campaign-seed.ts';
import { forEachDatabase } from '../support/databases.ts';
import { runCutover, runTokenIssuer } from '../support/running-cutover.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { until } from '../support/until.ts';

const TENANT = randomUUID();
const [ADA, EVE] = [randomUUID(), randomUUID()];

forEachDatabase('the dashboard’s endpoints', (open) => {
  const issuer = runTokenIssuer([TENANT]);
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, cutover } = runCutover(open, clock, () => ({ api: issuer.access }));
  let channel: Place;
  let ada: string;
  let eve: string;
  let script: string;

  before(async () => {
    ada = await issuer.forPerson({ tenantId: TENANT, name: 'Ada', oid: ADA });
    eve = await issuer.forPerson({ tenantId: TENANT, name: 'Eve', oid: EVE });
    script = await issuer.forApp(TENANT, ['Servers.Report', 'Campaign.Read']);
    channel = createPlace(connector.url, 'channel', { tenantId: TENANT });
    connector.members.set(channel.conversationId, [ADA]);
    await cutover.receive(
      messageIn(channel, 'alerts here'),
      messageIn(channel, 'remind us at 09:00'),
      messageIn(createPlace(connector.url, 'personal', { tenantId: TENANT }), 'remind me at 09:00'),
    );
    const names = Array.from({ length: 120 }, (_, i) => `SYNC-${String(i).padStart(3, '0')}`);
    await reportServers(
      cutover.port,
      names.map((name) => ({ name, version: '2.2.1.0' })),
      script,
    );
    await reportServers(cutover.port, [{ name: 'SYNC-007', version: '1.6.16.0' }], script);
  });

  interface Answer<Body> {
    status: number;
    body: Body;
    headers: Headers;
  }

  async function ask<Body = { detail: string; field?: string }>(
    path: string,
    token: string | null,
    body?: object,
  ): Promise<Answer<Body>> {
    const response = await fetch(`http://127.0.0.1:${cutover.port}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : text) as Body,
      headers: response.headers,
    };
  }
  const campaign = async () => (await ask<CampaignBody>('/api/campaign?zone=Europe/Berlin', ada)).body;

  it('answer with the fields that they declare, and no others', async () => {
    const [server] = (await campaign()).servers.page.items;
    const queries: Record<string, string> = {
      '/api/campaign/history': `?server=${server?.id}`,
      '/api/comparison': '?needs=0,1',
    };
    for (const { method, path, answer } of ENDPOINTS) {
      if (method !== 'get' || !answer.schema) continue;
      const { status, body } = await ask<object>(`${path}${queries[path] ?? ''}`, ada);
      assert.equal(status, 200, path);
      // Parsing drops what the schema does not declare.
      assert.deepEqual(answer.schema.parse(body), body, path);
    }
  });

  it('return the campaign in one answer: summary, first page of servers, alerts and reminders', async () => {
    const { servers, alerts, reminders, countdown, offsets, clock } = await campaign();
    assert.deepEqual([servers.reported, servers.onRetired, servers.page.items.length], [120, 1, 50]);
    assert.deepEqual(
      servers.summary.map(({ label, count }) => [label, count]),
      [
        ['Affected', 1],
        ['Supported', 119],
      ],
    );
    assert.deepEqual(
      [alerts.firing, alerts.unacknowledged, alerts.newest[0]?.title],
      [1, 1, 'SYNC-007 still runs Azure AD Connect V1'],
    );
    assert.deepEqual([reminders.subscriptions.length, reminders.personalChats], [1, 1]);
    assert.equal(reminders.subscriptions[0]?.nextDueAt, '2023-09-24T07:00:00.000Z');
    assert.deepEqual([countdown?.count, clock.zone], ['9', 'Europe/Berlin']);
    assert.deepEqual([offsets.find(({ offset }) => offset === 7)?.upcoming, offsets[0]?.state], [2, 'none']);
  });

  it('page through all servers, and filter and search them', async () => {
    const names: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const { body }: { body: ServerPage } = await ask<ServerPage>(
        `/api/campaign/servers?after=${after}`,
        ada,
      );
      names.push(...body.items.map(({ name }) => name));
      after = body.next;
    }
    assert.deepEqual([names.length, new Set(names).size], [120, 120]);
    assert.deepEqual(names, names.toSorted());
    const found = await ask<ServerPage>('/api/campaign/servers?status=retired', ada);
    assert.deepEqual(
      found.body.items.map(({ name }) => name),
      ['SYNC-007'],
    );
    const searched = await ask<ServerPage>('/api/campaign/servers?search=sync-00', ada);
    assert.equal(searched.body.total, 10);
  });

  it('go on where the last page ended, though its last server is gone from the list or never was on it', async () => {
    const first = async (query: string) => {
      const { body } = await ask<ServerPage>(`/api/campaign/servers?${query}`, ada);
      return body.items[0]?.name;
    };
    const { next } = (await ask<ServerPage>('/api/campaign/servers', ada)).body;
    assert.equal(await first(`after=${next}`), 'SYNC-050');
    await cutover.receive(messageIn(channel, 'forget SYNC-049'));
    assert.equal(await first(`after=${next}`), 'SYNC-050');
    await cutover.receive(messageIn(channel, 'undo'));
    assert.equal(await first('after=sync-0495'), 'SYNC-050');
    assert.equal(await first('after=SYNC-007&status=supported'), 'SYNC-008');
    assert.equal(await first('after=ZZZ'), undefined);
  });

  it('name the field or parameter that is wrong', async () => {
    const [subscription] = (await campaign()).reminders.subscriptions;
    const whole = {
      subscription: subscription?.id,
      localTime: '09:00',
      zone: 'UTC',
      offsets: [7],
      weekend: 'on',
      quietHours: null,
    };
    for (const [path, body, field] of [
      ['/api/campaign/servers?status=lost', undefined, 'status'],
      ['/api/campaign/history?server=7', undefined, 'server'],
      ['/api/comparison?needs=x', undefined, 'needs'],
      ['/api/alerts/acknowledge', { alert: 'x' }, 'alert'],
      ['/api/reminders', { ...whole, localTime: '25:00' }, 'localTime'],
      ['/api/reminders', { ...whole, zone: 'Mars/Base' }, 'zone'],
      ['/api/reminders', { ...whole, offsets: [] }, 'offsets'],
      ['/api/reminders', { ...whole, offsets: [1.5] }, 'offsets[0]'],
      ['/api/reminders', { ...whole, quietHours: { from: '22:00' } }, 'quietHours.until'],
      ['/api/reminders', { ...whole, more: 1 }, 'more'],
      ['/api/reminders/stop', {}, 'subscription'],
    ] as const) {
      const { status, body: problem, headers } = await ask(path, ada, body);
      assert.deepEqual([status, problem.field], [body ? 422 : 400, field], path);
      assert.match(headers.get('content-type') ?? '', /problem\+json/);
    }
  });

  it('refuse changes by apps and by users who are not members of the conversation', async () => {
    const { alerts, reminders } = await campaign();
    const [alert, subscription] = [alerts.newest[0]?.id, reminders.subscriptions[0]?.id];
    for (const [token, reason] of [
      [eve, /Only members/],
      [script, /signed-in user/],
    ] as const) {
      for (const [path, body] of [
        ['/api/alerts/acknowledge', { alert }],
        ['/api/reminders/stop', { subscription }],
      ] as const) {
        const { status, body: problem } = await ask(path, token, body);
        assert.equal(status, 403, path);
        assert.match(problem.detail, reason);
      }
    }
    const after = await campaign();
    assert.deepEqual([after.alerts.unacknowledged, after.reminders.subscriptions.length], [1, 1]);
  });

  it('change nothing while Teams cannot confirm membership, and answer 503', async () => {
    const [subscription] = (await campaign()).reminders.subscriptions;
    connector.answerNext(channel.conversationId, { status: 502 });
    const { status, body: problem } = await ask('/api/reminders/stop', ada, {
      subscription: subscription?.id,
    });
    assert.equal(status, 503);
    assert.match(problem.detail, /nothing was changed. Try again/);
    assert.ok(
      cutover.log.some(({ level, message }) => level === 'warn' && /API request failed/.test(message)),
    );
    assert.equal((await campaign()).reminders.subscriptions.length, 1);
  });

  it('let members acknowledge alerts and change and stop reminders', async () => {
    const { alerts, reminders } = await campaign();
    const [subscription] = reminders.subscriptions;
    const acknowledged = await ask<{ acknowledgedBy: string }>('/api/alerts/acknowledge', ada, {
      alert: alerts.newest[0]?.id,
    });
    assert.deepEqual([acknowledged.status, acknowledged.body.acknowledgedBy], [200, 'Ada']);
    const schedule = {
      localTime: '10:30',
      zone: 'europe/paris',
      offsets: [3, 1],
      weekend: 'before',
      quietHours: { from: '22:00', until: '06:00' },
    };
    const saved = await ask('/api/reminders', ada, { subscription: subscription?.id, ...schedule });
    assert.equal(saved.status, 200);
    const [changed] = (await campaign()).reminders.subscriptions;
    assert.deepEqual(
      {
        localTime: changed?.localTime,
        zone: changed?.zone,
        offsets: changed?.offsets,
        weekend: changed?.weekend,
        quietHours: changed?.quietHours,
      },
      { ...schedule, zone: 'Europe/Paris' },
    );
    assert.equal((await ask('/api/reminders/stop', ada, { subscription: subscription?.id })).status, 200);
    assert.deepEqual((await campaign()).reminders.subscriptions, []);
    assert.equal((await ask('/api/reminders/stop', ada, { subscription: subscription?.id })).status, 404);
  });

  it('stream a change as it is made', async () => {
    const ending = new AbortController();
    const response = await fetch(`http://127.0.0.1:${cutover.port}/api/events`, {
      headers: { authorization: `Bearer ${ada}` },
      signal: ending.signal,
    });
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    let heard = '';
    const reading = (async () => {
      for await (const chunk of response.body ?? [])
        heard += Buffer.from(chunk as Uint8Array).toString('utf8');
    })().catch(() => undefined);
    await until(() => heard.includes('event: hello'), 'the hello');
    // Listening may begin a moment after: then everybody is told once.
    await until(() => heard.includes('event: change'), 'the beginning');
    const before = heard.length;
    await reportServers(cutover.port, [{ name: 'SYNC-008', version: '1.6.16.0' }], script);
    await until(() => heard.slice(before).includes('event: change'), 'the change');
    ending.abort();
    await reading;
  });

  it('answer 404 and 405 for unknown addresses and methods', async () => {
    assert.equal((await ask('/api/nothing', ada)).status, 404);
    assert.equal((await ask('/api/campaign', ada, {})).status, 405);
  });
});
