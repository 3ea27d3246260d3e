import assert from 'node:assert/strict';
import { actionIn, createPlace, messageIn, type InboundActivity, type Place } from '../support/activities.ts';
import { reportServers } from '../support/campaign-seed.ts';
import type { LogLine } from '../support/cutover.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { runCutover } from '../support/running-cutover.ts';
import { until } from '../support/until.ts';

const ANA = { id: '29:ana', name: 'Ana Lima' };

forEachDatabase('whom critical alerts mention', (open) => {
  const clock = createManualClock('2023-10-05T12:00:00Z');
  const { connector, cutover, posted, recorded, ...running } = runCutover(open, clock);
  let team: Place;

  beforeEach(() => {
    team = createPlace(connector.url, 'channel', { tenantId: crypto.randomUUID() });
  });

  const cards = () => connector.requestsIn(team.conversationId).map(({ activity }) => cardOf(activity));
  const lastReply = () => textOf(cardOf(connector.lastReplyIn(team.conversationId)?.activity ?? {}));
  const say = (text: string) => running.say(team, text);
  /** `mention @Ana for critical alerts`, as Teams sends it. */
  function mentionOf(people: readonly { id: string; name: string }[]): InboundActivity {
    const marks = people.map(({ name }) => `<at>${name}</at>`);
    const activity = messageIn(team, `mention ${marks.join(' and ')} for critical alerts`);
    const entities = people.map((mentioned, i) => ({ type: 'mention', mentioned, text: marks[i] }));
    return { ...activity, entities: [...(activity['entities'] as object[]), ...entities] };
  }
  async function alertAbout(server: string) {
    await cutover.receive(messageIn(team, `${server} runs 1.6.16.0`));
    return until(() => cards().find((card) => textOf(card).includes(`${server} still runs`)), 'the alert');
  }
  const entitiesOf = (card: object) =>
    (card as { msteams?: { entities?: { text: string; mentioned: object }[] } }).msteams?.entities ?? [];

  it('is called once for servers that share a card', async () => {
    clock.set('2023-09-28T12:00:00Z');
    await say('alerts here');
    await cutover.receive(mentionOf([ANA]));
    const report = (version: string) =>
      reportServers(
        cutover.port,
        ['AADC04', 'AADC05'].map((name) => ({ name, version })),
      );
    await report('1.6.16.0');
    const both = await posted(team, /2 servers run outdated/);
    await recorded(both);
    clock.set('2023-10-05T12:00:00Z');
    await report('1.6.16.1');
    const thread = `${team.conversationId};messageid=${both.givenId ?? ''}`;
    const isCall = ({ fields, message }: LogLine) =>
      message === 'post sent' && fields['kind'] === 'escalation';
    const calls = () =>
      cutover.log.filter((line) => isCall(line) && line.fields['conversationId'] === thread);
    await until(() => calls().length > 0, 'the call');
    await report('1.6.16.2');
    await until(
      () =>
        connector
          .requestsIn(team.conversationId)
          .some(({ activity }) => textOf(cardOf(activity)).includes('1.6.16.2')),
      'the newest versions on the card',
    );
    assert.equal(calls().length, 1);
  });

  it('is nobody until the team chooses, and is shown where it gets alerts', async () => {
    assert.match(await say('alerts here'), /Critical alerts mention\s+nobody/);
    assert.deepEqual(entitiesOf(await alertAbout('AADC01')), []);
    await cutover.receive(mentionOf([ANA]));
    assert.match(lastReply(), /Teams notifies Ana Lima of each critical alert/);
    assert.match(await say('alerts here'), /Critical alerts mention\s+Ana Lima/);
  });

  it('is in the card as Teams notifies of it, until somebody acknowledges', async () => {
    await say('alerts here');
    await cutover.receive(mentionOf([ANA, { id: '29:ana2', name: 'Ana Lima' }]));
    const card = await alertAbout('AADC02');
    assert.deepEqual(entitiesOf(card), [
      { type: 'mention', text: '<at>Ana Lima</at>', mentioned: ANA },
      { type: 'mention', text: '<at>Ana Lima 2</at>', mentioned: { id: '29:ana2', name: 'Ana Lima' } },
    ]);
    assert.match(textOf(card), /<at>Ana Lima<\/at> <at>Ana Lima 2<\/at>/);
    const alert = await posted(team, /AADC02 still runs/);
    await recorded(alert);
    const { value } = await cutover.invoke(actionIn(team, alert.givenId ?? '', 'acknowledge'));
    assert.deepEqual(entitiesOf(value as object), []);
  });

  it('is called once, in the thread of the card, when a warning turns critical', async () => {
    clock.set('2023-09-28T12:00:00Z');
    await say('alerts here');
    await cutover.receive(mentionOf([ANA]));
    const text = (activity: object) => textOf(cardOf(activity));
    await alertAbout('AADC03');
    const alert = await posted(team, /AADC03 still runs/);
    assert.deepEqual(entitiesOf(cardOf(alert.activity)), []);
    await recorded(alert);
    clock.set('2023-10-05T12:00:00Z');
    const calls = () =>
      connector.requests.filter(
        ({ conversationId, activity }) =>
          conversationId.startsWith(team.conversationId) && /Critical now/.test(text(activity)),
      );
    for (const version of ['1.6.16.1', '1.6.16.2']) {
      await cutover.receive(messageIn(team, `AADC03 runs ${version}`));
      await until(
        () =>
          connector
            .requestsIn(team.conversationId)
            .find(({ method, activity }) => method === 'PUT' && text(activity).includes(version)),
        `the card with ${version}`,
      );
    }
    const [call, ...others] = await until(() => calls().length > 0 && calls(), 'the call');
    assert.deepEqual(others, []);
    assert.equal(call?.conversationId, `${team.conversationId};messageid=${alert.givenId ?? ''}`);
    assert.match(text(call.activity), /Critical now: AADC03 still runs[\s\S]*<at>Ana Lima<\/at>/);
    assert.match(call.activity.summary ?? '', /AADC03(?!.*<at>)/);
    assert.doesNotMatch(call.activity.summary ?? '', /<at>/);
    assert.deepEqual(entitiesOf(cardOf(call.activity)), [
      { type: 'mention', text: '<at>Ana Lima</at>', mentioned: ANA },
    ]);
  });

  it('is taken back with undo, and ended', async () => {
    await say('alerts here');
    await say('mention me for critical alerts');
    assert.match(await say('alerts here'), /Critical alerts mention\s+Kim/);
    assert.match(await say('alerts mention nobody'), /mention nobody here/);
    await say('undo');
    assert.match(await say('alerts here'), /Critical alerts mention\s+Kim/);
  });

  it('asks for a mention where a name was only typed, and changes nothing elsewhere', async () => {
    assert.match(await say('mention me for critical alerts'), /doesn’t get alerts/);
    await say('alerts here');
    assert.match(await say('mention Ana for critical alerts'), /without a mention, so nothing has changed/);
    assert.match(await say('alerts here'), /Critical alerts mention\s+nobody/);
  });
});
