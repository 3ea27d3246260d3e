import assert from 'node:assert/strict';
import { createPlace, messageIn } from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { runCutover } from '../support/running-cutover.ts';

forEachDatabase('a dialogue', (open) => {
  const clock = createManualClock('2026-11-28T09:00:00Z');
  const { connector, cutover } = runCutover(open, clock, { notices: { folder: null, ids: [] } });

  /** Says one thing after another in a chat and a tenant of its own; each answer's words. */
  async function say(...texts: string[]): Promise<string[]> {
    const chat = createPlace(connector.url, 'personal', { tenantId: crypto.randomUUID() });
    const answers: string[] = [];
    for (const text of texts) {
      clock.advance({ minutes: 1 }); // nobody says two things at one moment
      await cutover.receive(messageIn(chat, text));
      answers.push(textOf(cardOf(connector.lastReplyIn(chat.conversationId)?.activity ?? {})));
    }
    return answers;
  }
  const lastOf = async (...texts: string[]) => (await say(...texts)).at(-1) ?? '';

  it('stays with a feature for the other thing compared, and with that for another feature', async () => {
    const [, other, feature, first] = await say(
      'does connect sync do group writeback?',
      'and cloud sync?',
      'PTA?',
      'back to the first question',
    );
    assert.match(other ?? '', /group writeback/i);
    assert.match(feature ?? '', /Pass-Through Authentication/);
    assert.match(first ?? '', /group writeback/i);
  });

  it('asks the documents about "it" after a question, and nothing of the servers or the last change', async () => {
    const agents = await say('what is a provisioning agent?', 'how many of them are needed?');
    assert.doesNotMatch(agents[1] ?? '', /servers are reported/i);
    const upgrade = await say('how does an in-place upgrade work?', 'can one undo it?');
    assert.match(upgrade[1] ?? '', /no way back|rolled? back/i);
  });

  it('looks near the last answer first, and doesn’t tell the same topic again', async () => {
    const [, decommission] = await say(
      'what do we have to do about V1?',
      'and how do we decommission that server?',
    );
    assert.doesNotMatch(decommission ?? '', /^What we have to do/);
    assert.match(
      await lastOf('how do I uninstall connect sync V1?', 'and delete the service account?'),
      /^Steps for the old server/,
    );
    assert.match(
      await lastOf('what certificate does application authentication use?', 'when is it renewed?'),
      /^[^\n]*\n[^\n]*renews the certificate by itself/,
    );
    assert.match(
      await lastOf('can cloud sync do device objects?', 'passwords?'),
      /\*\*Password hash synchronisation\*\*: Connect sync/,
    );
  });

  it('compares a size with the limit that was spoken of', async () => {
    const [, larger, smaller] = await say(
      'may a group have 20,000 members in cloud sync?',
      'ups, I mistyped: 90,000',
      'no wait, 40,000',
    );
    assert.match(larger ?? '', /\*\*90,000\*\* is above the \*\*50,000\*\* members|Large groups/);
    assert.match(smaller ?? '', /\*\*40,000\*\* is within the \*\*50,000\*\* members|up to 50,000 members/);
    assert.match(
      await lastOf('does an in-place upgrade suit us?', 'we have 140k users though'),
      /\*\*140,000\*\* is above the \*\*100,000\*\* objects/,
    );
    assert.match(
      await lastOf('how many OUs does one configuration of cloud sync take?', 'ours has 75'),
      /\*\*75\*\* is above the \*\*59\*\* organisational units/,
    );
  });

  it('goes from a version to those beside it', async () => {
    const [, before, next] = await say(
      'when was 2.4.27.0 released?',
      'and the version before it?',
      'which came next?',
    );
    assert.match(before ?? '', /\*\*2\.4\.21\.0\*\*, released/);
    assert.match(next ?? '', /\*\*2\.4\.27\.0\*\*, released/);
    assert.match(
      await lastOf('is 2.6.92.0 supported?', 'and the next one?'),
      /none newer than \*\*2\.6\.92\.0\*\*/,
    );
  });

  it('asks a question that depends on versions of the one that is stated', async () => {
    assert.match(
      await lastOf(
        'is there a warning before the application certificate runs out?',
        'our staging server has 2.6.1.0',
      ),
      /from 2\.6\.1\.0 on at 70 %/,
    );
    assert.match(
      await lastOf('may a group have 20,000 members in cloud sync?', 'our server is on 2.5.3.0'),
      /^Version 2\.5\.3\.0/,
    );
  });

  it('stays with the passage that was shown where that has words of a question which nothing answers', async () => {
    const warning = 'is there a warning before the application certificate runs out?';
    assert.match(await lastOf(warning, 'which event would Sentinel have to query?'), /1011/);
    assert.doesNotMatch(await lastOf(warning, 'which event is on TV tonight?'), /1011/);
  });

  it('takes "the latter" for what was spoken of', async () => {
    assert.match(
      await lastOf('when did support of DirSync and Azure AD Sync end?', 'may we go back to the former?'),
      /Never go back to the older tools/,
    );
  });

  it('knows an SLA by its full name', async () => {
    assert.match(
      await lastOf('is hybrid join possible without connect sync?', 'with an SLA?'),
      /^[^\n]*\n[^\n]*without a service level agreement/,
    );
  });

  it('answers what is asked of a name that only the documents have', async () => {
    assert.match(await lastOf('do our MSOnline scripts still run?'), /MSOnline was retired/);
  });

  it('asks for a feature by something else, and for another cloud', async () => {
    assert.match(
      await lastOf('can cloud sync filter by attribute?', 'and by organisational unit?'),
      /\*\*Yes\*\*: \*\*Filtering by organisational unit/,
    );
    assert.match(await lastOf('does cloud sync do several forests?', 'gov cloud?'), /US Government/);
  });

  it('takes a word or two after a question for no server and no wish', async () => {
    const edition = await lastOf('what does the provisioning agent’s server need?', 'server core?');
    assert.match(edition, /Server Core (?:isn['’]t|is not)/);
    assert.doesNotMatch(await lastOf('what is due on 7 April 2027?', 'enough?'), /reminders here/);
    assert.match(
      await lastOf('what was the deadline in September?', 'is anything else due, now that it is past?'),
      /7 April 2027/,
    );
  });

  it('tells about its answer', async () => {
    const [, source, gist, still] = await say(
      'is 2.4.18.0 supported?',
      'where is that from?',
      'the short version?',
      'is that still so?',
    );
    assert.match(source ?? '', /Where this is from[\s\S]*Version release history/);
    assert.match(gist ?? '', /2\.4\.18\.0/);
    assert.match(
      still ?? '',
      /holds today, \*\*Saturday[\s\S]*9 October 2025|holds today[\s\S]*October 9, 2025/,
    );
  });

  it('looks up the servers that were spoken of', async () => {
    const [, which, second, why] = await say(
      'HUB31 runs 2.6.92.0 and HUB32 runs 2.5.79.0',
      'which of them are out of support?',
      'and the second one?',
      'why?',
    );
    assert.match(which ?? '', /HUB32/);
    assert.match(second ?? '', /HUB32[\s\S]*2\.5\.79\.0/);
    assert.match(why ?? '', /HUB32[\s\S]*2\.5\.79\.0/);
  });

  it('goes on with what a command has told', async () => {
    assert.match(await lastOf('notices', 'and which is the next one?'), /7 April 2027|April 7, 2027/);
    assert.match(await lastOf('remind us at 08:15 Europe/Rome', 'which time zone is that?'), /Europe\/Rome/);
  });

  it('goes back to the first question over one that stood alone', async () => {
    assert.match(
      await lastOf(
        'how much memory does the agent need?',
        'when does Azure AD Connect V1 stop working?',
        'and back to the first one please',
      ),
      /4 GB/,
    );
  });

  it('tells until when reminders are snoozed', async () => {
    assert.match(
      await lastOf('remind us at 08:15 Europe/Rome', 'snooze for 5 days', 'until when exactly?'),
      /3 December 2026|December 3, 2026/,
    );
    assert.match(await lastOf('remind us at 08:15 Europe/Rome', 'and when is the deadline?'), /2027/);
  });

  it('says that it has told all it has, with the source, where more is asked for twice', async () => {
    const [, more, rest, source] = await say(
      'how much memory does the agent need?',
      'more',
      'more please',
      'source?',
    );
    assert.doesNotMatch(more ?? '', /all I have/);
    assert.match(rest ?? '', /That’s all I have on this[\s\S]*Source:/);
    assert.match(source ?? '', /Where this is from/);
  });

  it('has nothing more to tell of what it did not answer', async () => {
    assert.match(await lastOf('who wins the cup this year?', 'more'), /nothing more to tell/);
    assert.match(await lastOf('who wins the cup this year?', 'source?'), /nothing more to tell/);
  });

  it('asks nobody where somebody only complains', async () => {
    const [answer] = await say('you are no help at all');
    assert.doesNotMatch(answer ?? '', /I’ve passed|no identity team yet/i);
  });

  it('asks nobody where it is asked who may do something', async () => {
    assert.doesNotMatch(
      await lastOf('how do we renew our own certificate?', 'who can do this, do we need an owner?'),
      /identity team/i,
    );
  });

  it('takes what was said of servers for no question about reports', async () => {
    assert.doesNotMatch(await lastOf('HUB33 runs 2.5.79.0', 'how do you feel today?'), /^Report a server/);
    assert.match(await lastOf('HUB33 runs 2.5.79.0', 'and what about it?'), /HUB33/);
  });

  it('counts the days to the deadline that was just set', async () => {
    for (const [set, ask] of [
      ['our window for cloud sync ends on 30 June 2027', 'how many days left?'],
      ['our window ends on 30 June 2027', 'how many days is that from now?'],
    ] as const) {
      assert.match(await lastOf(set, ask), /(?:30 June|June 30,) 2027\W*, in 214 days/, set);
    }
  });

  it('asks nothing of reminders with a question word or a place after a question', async () => {
    const question = 'when does public Entra ID refuse TLS 1.1?';
    assert.doesNotMatch(await lastOf(question, 'china'), /time zone/);
    assert.doesNotMatch(
      await lastOf('do we keep the old server in staging mode?', 'for how long'),
      /reminders/i,
    );
  });

  it('asks for rights and times of what was answered, and neither for a person nor for servers', async () => {
    assert.match(
      await lastOf('what do we need before the cloud sync agent is put somewhere?', 'who can do it'),
      /Hybrid Identity Administrator/,
    );
    const months = await lastOf(
      'whom do we ask for an exception from cloud sync?',
      'how many months do you get',
    );
    assert.doesNotMatch(months, /servers are reported/i);
  });

  it('tells the time zone of reminders that were just set', async () => {
    assert.match(
      await lastOf('remind me at 8am London time', 'whats the time zone again?'),
      /Europe\/London/,
    );
  });

  it('lists the deadlines where the one after the last is asked for', async () => {
    const list = await lastOf('what is the next deadline?', 'and what is the one after that?');
    assert.match(list, /7 April 2027|April 7, 2027/);
    assert.match(list, /30 September 2026|September 30, 2026/);
  });

  it('leaves the topic for a question that stands alone', async () => {
    assert.match(
      await lastOf('how much memory does the agent need?', 'when does Azure AD Connect V1 stop working?'),
      /1 October 2023|October 1, 2023/,
    );
  });
});
