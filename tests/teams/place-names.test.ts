import assert from 'node:assert/strict';
import {
  conversationUpdateIn,
  createPlace,
  inTeam,
  messageIn,
  teamEventIn,
  withTeamsData,
  type InboundActivity,
  type Place,
} from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { runCutover } from '../support/running-cutover.ts';
import { until } from '../support/until.ts';

forEachDatabase('names that Teams tells', (open) => {
  const { connector, cutover, restart } = runCutover(open, createManualClock('2023-09-20T08:00:00Z'));

  const seenIn = (place: Place, what: RegExp) =>
    until(
      () =>
        connector
          .requestsIn(place.conversationId)
          .some(({ activity }) => what.test(textOf(cardOf(activity)))),
      String(what),
    );
  async function say(place: Place, text: string): Promise<string> {
    await cutover.receive(messageIn(place, text));
    return textOf(cardOf(connector.requests.at(-1)?.activity ?? {}));
  }
  const get = (path: string) => fetch(`http://127.0.0.1:${cutover.port}${path}`);
  /** An event of a channel that somebody has created or renamed. */
  function channelEvent(
    channel: Place,
    teamId: string,
    event: 'channelCreated' | 'channelRenamed',
    name: string,
  ) {
    return withTeamsData(teamEventIn(channel, event, teamId), {
      team: { id: teamId },
      channel: { id: channel.conversationId, name },
    });
  }

  it('are shown wherever a channel is, and follow its renaming', async () => {
    const channel = createPlace(connector.url);
    const teamId = `19:${crypto.randomUUID()}@thread.tacv2`;
    const inItsTeam = (activity: InboundActivity) =>
      withTeamsData(activity, { team: { id: teamId, name: 'Identity' } });
    await cutover.receive(
      channelEvent(channel, teamId, 'channelCreated', 'Operations'),
      inItsTeam(messageIn(channel, 'remind us at 10:00')),
    );
    const campaign = async () =>
      (await (await get('/api/campaign')).json()) as {
        reminders: { subscriptions: { name: string | null; conversationId: string }[] };
      };
    const listed = await until(
      async () => (await campaign()).reminders.subscriptions.find(({ name }) => name?.includes('›')),
      'the names of the team and the channel',
    );
    assert.deepEqual([listed.name, listed.conversationId], ['Identity › Operations', channel.conversationId]);
    assert.match(await say(channel, 'status'), /Reminders in Identity › Operations/);
    assert.match(await say(channel, 'why'), /Reminders in Identity › Operations/);
    await say(channel, 'alerts here');
    assert.match(await say(channel, 'who gets alerts'), /Identity › Operations\s+at once/);

    await cutover.receive(channelEvent(channel, teamId, 'channelRenamed', '*Directory* sync'));
    assert.match(await say(channel, 'status'), /Reminders in Identity › \\\*Directory\\\* sync/);
    const report = await (await get('/api/report.html')).text();
    assert.match(
      report,
      /turned on reminders[^<]*<\/td><td[^>]*><span class="place">Identity › \*Directory\* sync</,
    );
    assert.doesNotMatch(report, new RegExp(channel.conversationId));
  });

  it('are asked for where no activity tells them', async () => {
    const [first, second] = [createPlace(connector.url), createPlace(connector.url)];
    const teamId = first.conversationId;
    connector.teams.set(teamId, {
      name: 'Directory',
      channels: { [teamId]: null, [second.conversationId]: 'Migration' },
    });
    await cutover.receive(
      inTeam(messageIn(first, 'hello'), teamId),
      inTeam(messageIn(second, 'hello'), teamId),
    );
    // Names are looked up every five seconds; another start looks at once.
    await restart();
    const title = async (place: Place) => /Reminders in .+/.exec(await say(place, 'status'))?.[0] ?? null;
    assert.equal(await until(() => title(second), 'the name'), 'Reminders in Directory › Migration');
    assert.equal(await title(first), 'Reminders in Directory › General');
  });

  it('are in the alerts about a conversation', async () => {
    const tenantId = crypto.randomUUID();
    const [team, chat] = [
      createPlace(connector.url, 'channel', { tenantId }),
      createPlace(connector.url, 'groupChat', { tenantId }),
    ];
    await say(team, 'alerts here');
    const added = conversationUpdateIn(chat, 'membersAdded');
    const conversation = { ...(added['conversation'] as object), name: 'Migration' };
    await cutover.receive({ ...added, conversation }, messageIn(chat, 'alerts here'));
    await seenIn(team, /wants alerts in the group chat Migration/);
  });
});
