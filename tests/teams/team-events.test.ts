import assert from 'node:assert/strict';
import {
  conversationUpdateIn,
  createPlace,
  inTeam,
  installationUpdateIn,
  messageIn,
  teamEventIn,
  type InboundActivity,
  type Place,
} from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { remindersIn } from '../support/reminders.ts';
import { runCutover } from '../support/running-cutover.ts';
import { until } from '../support/until.ts';

const SUBSCRIBED = '2023-09-23T08:00:00Z';
const SEVEN_DAYS_BEFORE = '2023-09-24T07:00:00Z';

forEachDatabase('team events', (open) => {
  const clock = createManualClock(SUBSCRIBED);
  const { connector, cutover } = runCutover(open, clock);
  beforeEach(() => clock.set(SUBSCRIBED));

  /** Two channels of one team and one of another, which have all asked for reminders. */
  async function subscribed(): Promise<{ teamId: string; channels: [Place, Place, Place] }> {
    const [first, second, other] = [0, 1, 2].map(() => createPlace(connector.url)) as [Place, Place, Place];
    const teamId = first.conversationId;
    await cutover.receive(
      inTeam(messageIn(first, 'remind us at 09:00'), teamId),
      inTeam(messageIn(second, 'remind us at 09:00'), teamId),
      inTeam(messageIn(other, 'remind us at 09:00'), other.conversationId),
    );
    return { teamId, channels: [first, second, other] };
  }

  /** Which channels get the reminder of the day; one that asks for it a minute later proves that all others were planned. */
  async function reminded(channels: readonly Place[]): Promise<boolean[]> {
    const last = createPlace(connector.url);
    await cutover.receive(messageIn(last, 'remind us at 09:01'));
    clock.set(SEVEN_DAYS_BEFORE);
    const logged = ({ conversationId }: Place) =>
      cutover.log.some(
        ({ message, fields }) => message === 'post sent' && fields['conversationId'] === conversationId,
      );
    await until(() => channels.slice(-1).every(logged), 'the reminder elsewhere');
    clock.set('2023-09-24T07:01:00Z');
    await until(() => logged(last), 'the last reminder');
    return channels.map((channel) => remindersIn(connector, channel).length > 0);
  }

  const events: [string, string, string | null, [boolean, boolean, boolean]][] = [
    ['a deleted channel', 'channelDeleted', null, [true, false, true]],
    ['a restored channel', 'channelDeleted', 'channelRestored', [true, true, true]],
    ['an archived team', 'teamArchived', null, [false, false, true]],
    ['a team that is no longer archived', 'teamArchived', 'teamUnarchived', [true, true, true]],
    ['a deleted team', 'teamDeleted', null, [false, false, true]],
    ['a restored team', 'teamDeleted', 'teamRestored', [true, true, true]],
    ['a team that is deleted for good', 'teamHardDeleted', null, [false, false, true]],
    [
      'an archived team of which a channel is restored',
      'teamArchived',
      'channelRestored',
      [false, false, true],
    ],
    ['a renamed team', 'teamRenamed', null, [true, true, true]],
    ['a renamed channel', 'channelRenamed', null, [true, true, true]],
    ['a new channel', 'channelCreated', null, [true, true, true]],
    ['an event that has another name', 'constructor', null, [true, true, true]],
  ];
  for (const [what, first, second, expected] of events) {
    const names = ['a channel', 'the channel itself', 'another team'].filter((_, i) => expected[i]);
    it(`after ${what}, reminders are posted to ${names.join(', ')}`, async () => {
      const { teamId, channels } = await subscribed();
      for (const event of [first, second]) {
        if (event) await cutover.receive(teamEventIn(channels[1], event, teamId));
      }
      assert.deepEqual(await reminded(channels), expected);
    });
  }

  it('removing the bot from a team suspends the reminders of all its channels', async () => {
    const { teamId, channels } = await subscribed();
    const told = (action: 'add' | 'remove'): InboundActivity =>
      inTeam(installationUpdateIn(channels[0], action), teamId);
    await cutover.receive(told('remove'));
    assert.deepEqual(await reminded(channels), [false, false, true]);
    await cutover.receive(told('add'));
    await until(() => remindersIn(connector, channels[1]).length > 0, 'the reminder that waited');
  });

  for (const update of [installationUpdateIn, conversationUpdateIn]) {
    it(`a late removal changes nothing, as ${update.name}`, async () => {
      const { teamId, channels } = await subscribed();
      const told = (isAdded: boolean, time: string): InboundActivity => {
        const activity =
          update === conversationUpdateIn
            ? conversationUpdateIn(channels[0], isAdded ? 'membersAdded' : 'membersRemoved')
            : installationUpdateIn(channels[0], isAdded ? 'add' : 'remove');
        return { ...inTeam(activity, teamId), timestamp: `2023-09-23T07:${time}:00.000Z` };
      };
      await cutover.receive(told(true, '10'), told(false, '09'));
      assert.deepEqual(await reminded(channels), [true, true, true]);
    });
  }

  it('a late addition does not resume what a newer removal has suspended', async () => {
    const { teamId, channels } = await subscribed();
    const told = (action: 'add' | 'remove', time: string): InboundActivity => ({
      ...inTeam(installationUpdateIn(channels[0], action), teamId),
      timestamp: `2023-09-23T07:${time}:00.000Z`,
    });
    await cutover.receive(told('remove', '10'), told('add', '09'));
    assert.deepEqual(await reminded(channels), [false, false, true]);
  });

  it('logs that reminders resume only where some were suspended', async () => {
    const { teamId, channels } = await subscribed();
    const logged = () =>
      cutover.log
        .filter(({ message }) => message === 'reminders resumed' || message === 'reminders suspended')
        .map(({ message, fields }) => `${message}: ${String(fields['subscriptions'])}`);
    const before = logged().length;
    const fresh = createPlace(connector.url);
    for (const action of ['add', 'remove', 'add'] as const) {
      await cutover.receive(installationUpdateIn(fresh, action));
    }
    assert.deepEqual(logged().slice(before), []);
    for (const action of ['remove', 'add'] as const) {
      await cutover.receive(inTeam(installationUpdateIn(channels[0], action), teamId));
    }
    const counts = logged().slice(before).join(', ');
    assert.match(
      counts,
      /^reminders suspended: 1, reminders suspended: 1, reminders resumed: 1, reminders resumed: 1$/,
    );
  });

  it('why explains the suspension, and a message there ends it', async () => {
    const { teamId, channels } = await subscribed();
    await cutover.receive(teamEventIn(channels[1], 'channelDeleted', teamId));
    const waiting = cutover.log.findLast(({ message }) => message === 'reminders suspended');
    assert.deepEqual([waiting?.fields['because'], waiting?.fields['subscriptions']], ['channel-deleted', 1]);
    await cutover.receive(messageIn(channels[1], 'why'));
    const said = connector.requests.findLast(({ conversationId }) =>
      conversationId.startsWith(`${channels[1].conversationId};`),
    );
    assert.match(
      said?.activity.summary ?? '',
      /Reminders are paused: this channel was deleted\. They resume when/,
    );
    assert.deepEqual(await reminded(channels), [true, true, true]);
    const metrics = await (await fetch(`http://127.0.0.1:${cutover.port}/metrics`)).text();
    assert.match(metrics, /cutover_suspensions_total\{reason="channel-deleted"\} [1-9]/);
  });
});
