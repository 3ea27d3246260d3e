import assert from 'node:assert/strict';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { actionIn, createPlace, messageIn, type Place } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { readStore, startCutover, type RunningCutover } from '../support/cutover.ts';
import { createFolder, forEachDatabase, type DatabasePlace } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { until } from '../support/until.ts';

const COMPARISON = `
| Feature | Wizard | Script |
| --- | --- | --- |
| Needs a restart | Yes | No |
`;

/** One page on the hardening of a relay service, as it was published three times. */
const LIVES = {
  first: `# Harden Mesh Relay by 7 April 2025

A security change closes old ways into the relay service. Setup in the wizard of Mesh Relay stops working on April 7, 2025 on every server below 2.4.18.0.

## What you need to do

Update every server to version 2.4.18.0 or newer.

## Compare the two ways
${COMPARISON}`,
  second: `# Harden Mesh Relay by 30 April 2025

We have moved the date by three weeks. Setup in the wizard of Mesh Relay stops working on April 30, 2025 on every server below 2.4.18.0.

## What you need to do

Update every server to version 2.4.18.0 or newer.

## Compare the two ways
${COMPARISON}`,
  third: `# Harden Mesh Relay by 30 September 2026

All services of Mesh Relay stop working on September 30, 2026 on every server below 2.5.79.0.

## What you need to do

Update every server to version 2.5.79.0 or newer.
`,
};

const rule = (below: string) => `subject: Mesh Relay below ${below}
names: [Mesh Relay, relay hardening]
url: https://learn.example.com/relay/hardening
affects:
  - versions: "<${below}"
`;

forEachDatabase('notices that change while Cutover runs', (open) => {
  const clock = createManualClock('2025-03-20T12:00:00Z');
  const tenantId = crypto.randomUUID();
  let folder: string;
  let place: DatabasePlace;
  let connector: Connector;
  let cutover: RunningCutover;
  let team: Place;
  let channel: Place;

  before(async () => {
    folder = await createFolder();
    connector = await startConnector();
    place = await open();
    await write('relay-hardening', LIVES.first, rule('2.4.18.0'));
    cutover = await startCutover(place, clock, { notices: { folder, ids: [] } });
    [team, channel] = [
      createPlace(connector.url, 'channel', { tenantId }),
      createPlace(connector.url, 'channel', { tenantId }),
    ];
  });
  after(async () => {
    await cutover.stop();
    await connector.close();
  });

  /** Each file at once, as editors and deployments do: the bot looks fifty times a second here. */
  async function write(id: string, text: string, yaml?: string): Promise<void> {
    await mkdir(join(folder, id), { recursive: true });
    for (const [file, content] of Object.entries({ 'notice.yaml': yaml, 'notice.md': text })) {
      if (content === undefined) continue;
      await writeFile(join(folder, id, `.${file}`), content);
      await rename(join(folder, id, `.${file}`), join(folder, id, file));
    }
  }
  const inPlace = ({ conversationId }: Place) =>
    connector.requests
      .filter((sent) => sent.conversationId.split(';', 1)[0] === conversationId)
      .filter(({ status }) => status !== null && status < 300)
      .map((sent) => ({ ...sent, text: textOf(cardOf(sent.activity)) }));
  const say = async (where: Place, text: string) => {
    await cutover.receive(messageIn(where, text));
    return textOf(cardOf(connector.lastReplyIn(where.conversationId)?.activity ?? {}));
  };
  const sent = (where: Place, method: 'POST' | 'PUT', pattern: RegExp) =>
    until(
      () => inPlace(where).find((each) => each.method === method && pattern.test(each.text)),
      `${method} ${String(pattern)}`,
    );
  const posts = (where: Place, pattern: RegExp) =>
    inPlace(where).filter(({ method, text }) => method === 'POST' && pattern.test(text));
  const reminders = (where: Place) => posts(where, /Reminders are set up in/);
  /** A reminder that is in the ledger as posted, too: until then it is not edited. */
  const reminded = async (where: Place, pattern: RegExp) => {
    const found = await until(
      () => reminders(where).find(({ text }) => pattern.test(text)),
      `a reminder says ${String(pattern)}`,
    );
    await until(
      () => cutover.log.some(({ fields }) => fields['activityId'] === found.givenId),
      'the reminder is in the ledger',
    );
    return found;
  };
  const logged = (pattern: RegExp) =>
    until(() => cutover.log.find(({ message }) => pattern.test(message)), `the log says ${String(pattern)}`);

  /** What a person is told who presses a button of an answer. */
  const pressed = async (where: Place, intent: string, notice: string) => {
    const card = inPlace(where).findLast(({ method }) => method === 'POST');
    return (await cutover.invoke(actionIn(where, card?.givenId ?? '', 'topic', { intent, notice }))).value;
  };

  it('have three lives: reminders, the posted card and the identity team follow each move', async () => {
    await say(team, 'alerts here');
    await say(channel, 'remind us at 09:00 UTC');
    assert.match(await say(channel, 'remind us about relay hardening only'), /only about \*\*Mesh Relay/);
    clock.set('2025-03-31T09:00:30Z'); // seven days before 7 April 2025
    const first = await reminded(channel, /Monday 7 April 2025/);

    await write('relay-hardening', LIVES.second);
    const moved = await sent(team, 'POST', /moved from 7 April 2025 to 30 April 2025/);
    assert.match(moved.text, /Relay by 7 April 2025[\s\S]*stops working on April 30, 2025/);
    assert.match(moved.text, /23 days later than before/);
    const edited = await sent(channel, 'PUT', /Wednesday 30 April 2025/);
    assert.equal(edited.activityId, first.givenId, 'in place');
    clock.set('2025-04-07T09:00:30Z'); // the old date
    assert.match(await say(channel, 'when is the next reminder'), /16 April 2025/);
    clock.set('2025-04-23T09:00:30Z'); // seven days before 30 April 2025
    const second = await reminded(channel, /Wednesday 30 April 2025/);
    assert.equal(reminders(channel).length, 2);

    await write('relay-hardening', LIVES.third, rule('2.5.79.0'));
    const again = await sent(team, 'POST', /moved from 30 April 2025 to 30 September 2026/);
    assert.match(again.text, /stops working on April 30, 2025[\s\S]*stop working on September 30, 2026/);
    const outdated = await sent(team, 'PUT', /Out of date[\s\S]*moved again, to 30 September 2026/);
    assert.equal(outdated.activityId, moved.givenId);
    const newest = await sent(channel, 'PUT', /30 September 2026/);
    assert.equal(newest.activityId, second.givenId);
    clock.set('2025-05-05T09:00:30Z'); // the Monday after the old date
    assert.match(await say(channel, 'when is the next reminder'), /30 September 2025/);
    clock.set('2026-09-23T09:00:30Z');
    await reminded(channel, /Wednesday 30 September 2026/);
    assert.equal(posts(team, /The cut-off date moved/).length, 2);
    assert.match(await say(channel, 'when does Mesh Relay stop working?'), /30 September 2026/);
  });

  const OPTIONS = 'show me the comparison for Mesh Relay';

  it('hold back an answer whose source is gone, and give it again when it is back', async () => {
    const gone = await say(channel, OPTIONS);
    assert.match(gone, /The documents no longer say[\s\S]*“Compare the options”[\s\S]*until 23 April 2025/);
    assert.match(gone, /Ask a person/);
    assert.doesNotMatch(gone, /Needs a restart/);
    await pressed(channel, 'compare', 'relay-hardening');
    assert.match(
      inPlace(channel).at(-1)?.text ?? '',
      /The documents no longer say/,
      'on a button of an old card, too',
    );
    await write('relay-hardening', `${LIVES.third}\n## Compare the two ways\n${COMPARISON}`);
    await until(async () => /Needs a restart/.test(await say(channel, OPTIONS)), 'the answer is back');
  });

  it('tell nobody of another wording or answer', async () => {
    const told = () => [
      inPlace(team).filter(({ text }) => /Mesh Relay/.test(text)).length,
      reminders(channel).length,
    ];
    const before = told();
    const reworded = LIVES.third.replace('Update every server to', 'Bring all servers to');
    await write('relay-hardening', reworded);
    await until(
      async () => /Bring all servers to/.test(await say(channel, 'what do I need to do for Mesh Relay?')),
      'the new wording',
    );
    assert.deepEqual(told(), before);
  });

  it('stay as they were while one has an error, which the log tells with its line', async () => {
    await writeFile(join(folder, 'relay-hardening', 'notice.yaml'), 'cutOff: soon\n');
    const line = await logged(/^notice has an error, its last good version stays in use$/);
    assert.deepEqual(
      [line.fields['file'], line.fields['line']],
      [join(folder, 'relay-hardening', 'notice.yaml'), 1],
    );
    assert.match(await say(channel, 'when does Mesh Relay stop working?'), /30 September 2026/);
    await write('relay-hardening', LIVES.third, rule('2.5.79.0'));
  });

  it('judge servers by a changed rule', async () => {
    await say(channel, 'RELAY01 runs 2.5.80.0');
    assert.match(await say(channel, 'notices'), /The one reported server is off it/);
    await write('relay-hardening', LIVES.third, rule('2.5.90.0'));
    await until(
      async () => /One server is still on it/.test(await say(channel, 'notices')),
      'the server is affected',
    );
  });

  const PIGEON = '# Pigeon Post\n\nPigeon Post stops working on October 21, 2026.\n';
  let pigeons: Place;

  it('are new in the list, in answers and in reminders when a folder is added', async () => {
    pigeons = createPlace(connector.url, 'channel', { tenantId });
    await say(pigeons, 'remind us at 09:00 UTC');
    await write('pigeon-post', PIGEON);
    await until(async () => /Pigeon Post/.test(await say(pigeons, 'notices')), 'the list has it');
    assert.match(await say(pigeons, 'when does Pigeon Post stop working?'), /21 October 2026/);
    clock.set('2026-10-14T09:00:30Z');
    assert.match((await reminded(pigeons, /21 October 2026/)).text, /in 7 days/);
    await reminded(channel, /stopped working/); // the weekly one, of the Monday before
  });

  it('rest while their folder is away, and go on with the newest reminder when it is back', async () => {
    await rm(join(folder, 'pigeon-post'), { recursive: true });
    await logged(/^notice is not loaded any more: its reminders rest until it is back/);
    assert.doesNotMatch(await say(pigeons, 'notices'), /Pigeon Post/);
    assert.match(
      String(await pressed(pigeons, 'deadline', 'pigeon-post')),
      /out of date/,
      'not about another',
    );
    clock.set('2026-10-18T09:00:30Z'); // three days before
    assert.doesNotMatch(await say(pigeons, 'when is the next reminder'), /Pigeon Post/);
    await write('pigeon-post', PIGEON);
    assert.match((await reminded(pigeons, /Pigeon Post[\s\S]*in 3 days/)).text, /18 October|21 October 2026/);
  });

  it('have the same consequences when they change while Cutover is stopped', async () => {
    await cutover.stop();
    await write('pigeon-post', PIGEON.replace('October 21', 'November 4'));
    cutover = await startCutover(place, clock, { notices: { folder, ids: [] } });
    await sent(team, 'POST', /moved from 21 October 2026 to 4 November 2026/);
    await sent(pigeons, 'PUT', /4 November 2026/);
    assert.match(await say(pigeons, 'when is the next reminder'), /21 October 2026/); // 14 days before
  });

  it('keep the history of every date', async () => {
    await cutover.stop();
    const history = await readStore(place, async (db) => ({
      reminders: await db
        .selectFrom('posts')
        .select(['notice_id', 'cut_off', 'offset_days'])
        .distinct()
        .where('kind', '=', 'reminder')
        .where('state', '=', 'sent')
        .where('notice_id', 'in', ['relay-hardening', 'pigeon-post'])
        .orderBy('cut_off')
        .orderBy('offset_days', 'desc')
        .execute(),
      alerts: await db
        .selectFrom('alerts')
        .select(['key', 'state'])
        .where('key', 'like', 'cut-off %')
        .orderBy('raised_at')
        .execute(),
    }));
    assert.deepEqual(
      history.reminders.map((post) => `${post.cut_off} ${post.offset_days}`),
      [
        '2025-04-07 7',
        '2025-04-30 7',
        '2026-09-30 7',
        '2026-09-30 -12', // the Monday after it
        '2026-10-21 7',
        '2026-10-21 3',
      ],
    );
    assert.deepEqual(
      history.alerts.map(({ key, state }) => `${key} ${state}`),
      [
        'cut-off relay-hardening 2025-04-30 resolved',
        'cut-off relay-hardening 2026-09-30 firing',
        'cut-off pigeon-post 2026-11-04 firing',
      ],
    );
  });
});
