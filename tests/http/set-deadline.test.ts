import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createPlace, messageIn, type Place } from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { runCutover, runTokenIssuer } from '../support/running-cutover.ts';
import { createManualClock } from '../support/manual-clock.ts';

const [OURS, THEIRS] = [randomUUID(), randomUUID()];
const [ADA, EVE] = [randomUUID(), randomUUID()];
const NOTICE = 'connect-to-cloud-sync';

forEachDatabase('the deadline over the API', (open) => {
  const issuer = runTokenIssuer([OURS, THEIRS]);
  const clock = createManualClock('2026-11-30T12:00:00Z');
  const { connector, cutover } = runCutover(open, clock, () => ({
    api: issuer.access,
    notices: { folder: null, ids: [] },
  }));
  let channel: Place;
  let manager: string;
  let reader: string;

  before(async () => {
    manager = await issuer.forApp(OURS, ['Campaign.Manage']);
    reader = await issuer.forApp(OURS, ['Campaign.Read']);
    channel = createPlace(connector.url, 'channel', { tenantId: OURS });
    connector.members.set(channel.conversationId, [ADA]);
    await cutover.receive(messageIn(channel, 'alerts here'));
  });

  async function put(body: unknown, token = manager, notice = NOTICE) {
    const response = await fetch(`http://localhost:${cutover.port}/api/notices/${notice}/deadline`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
  async function read(path: string, token = reader) {
    const response = await fetch(`http://localhost:${cutover.port}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(response.status, 200);
    return (await response.json()) as {
      notices: { id: string; deadline: string | null }[];
      countdown: { sentence: string } | null;
      deadline?: unknown;
    };
  }
  const deadlineOf = async (token = reader) =>
    (await read('/api/notices', token)).notices.find(({ id }) => id === NOTICE)?.deadline;

  it('is set, is the tenant’s alone, and is taken back with null', async () => {
    const set = await put({ date: '2027-03-15', reason: 'Message Center' });
    assert.equal(set.status, 200);
    const { own, ...dates } = set.body['deadline'] as { own: { by: string; reason: string } };
    assert.deepEqual(dates, { date: '2027-03-15', overruled: null });
    assert.equal(own.reason, 'Message Center');
    assert.equal(await deadlineOf(), '2027-03-15');
    const { countdown, deadline } = await read(`/api/campaign?notice=${NOTICE}`);
    assert.deepEqual(deadline, set.body['deadline']);
    assert.match(countdown?.sentence ?? '', /Your organisation’s deadline .+ 15 March 2027, in 105 days/);
    assert.equal(await deadlineOf(await issuer.forApp(THEIRS, ['Campaign.Read'])), null);
    for (const body of [{ date: null }, null]) {
      await put({ date: '2027-03-15' });
      assert.deepEqual((await put(body)).body, { id: NOTICE, deadline: null });
      assert.equal(await deadlineOf(), null);
    }
  });

  it('overrules the notice’s own date, and says which', async () => {
    const { body } = await put({ date: '2026-12-20' }, manager, 'connect-sync-2-5-79');
    assert.equal((body['deadline'] as { overruled: string }).overruled, '2026-09-30');
    await put({ date: null }, manager, 'connect-sync-2-5-79');
  });

  it('is refused in a sentence when it can’t be one', async () => {
    for (const [body, status, detail] of [
      [{ date: '2026-11-29' }, 422, /^date: is in the past/],
      [{ date: '2027-02-30' }, 422, /^date: must be a day of the calendar/],
      [{ date: '2150-01-01' }, 422, /^date: is more than 20 years away/],
      [{ day: '2027-03-15' }, 422, /date|day/],
      ['2027-03-15', 400, /JSON object/],
    ] as const) {
      const answer = await put(body);
      assert.equal(answer.status, status, JSON.stringify(body));
      assert.match(String(answer.body['detail']), detail);
    }
    assert.equal((await put({ date: '2027-03-15' }, manager, 'nothing')).status, 404);
    assert.equal(await deadlineOf(), null);
  });

  it('is set by apps with the role and by members of an identity team, and by nobody else', async () => {
    const person = (oid: string, more = {}) =>
      issuer.forPerson({ tenantId: OURS, name: 'Somebody', oid, ...more });
    assert.equal((await put({ date: '2027-03-15' }, reader)).status, 403);
    assert.equal((await put({ date: '2027-03-15' }, await person(EVE))).status, 403);
    assert.equal((await put({ date: '2027-03-15' }, await person(ADA))).status, 200);
    assert.equal(await deadlineOf(), '2027-03-15');
  });

  it('is set in chat where the alerts go, once some conversation gets them', async () => {
    const elsewhere = createPlace(connector.url, 'personal', { tenantId: OURS });
    const text = 'our deadline for cloud sync is 1 June 2027';
    await cutover.receive(messageIn(elsewhere, text));
    assert.notEqual(await deadlineOf(), '2027-06-01');
    await cutover.receive(messageIn(channel, text));
    assert.equal(await deadlineOf(), '2027-06-01');
  });
});
