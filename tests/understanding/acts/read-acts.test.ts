import assert from 'node:assert/strict';
import { linesOf, useActReader } from '../../support/act-reader.ts';

describe('what a message wants done', () => {
  const { read, assertDone } = useActReader();

  it('is all that a sentence says of when to be reminded', () => {
    assertDone('remind us on weekdays at 7:30', 'remind us at 07:30', 'remind us after weekends');
    assertDone('remind us at 9 am two weeks before', 'remind us at 09:00', 'remind us 14 days before');
    assertDone('only 21, 5 and 1 days before, please', 'remind us only 21, 5, 1 days before');
    assertDone('please remind us every Tuesday at 8:15', 'remind us at 08:15', 'remind us every Tuesday');
  });

  it('is about alerts where those are to be quiet', () => {
    assertDone('no alerts between 20:00 and 07:00', 'alerts here quiet 20:00-07:00');
    assertDone('quiet hours from 20:00 to 07:00 please', 'quiet hours 20:00 to 07:00');
  });

  it('lists servers where no single one is asked for', () => {
    const subjects = ['SYNC7'];
    assert.deepEqual(linesOf(read('which of our servers have a problem?', { subjects })), [
      'servers affected',
    ]);
  });

  it('is about Cutover’s own settings, and not those of a product', () => {
    assertDone('show the settings', 'settings');
    assert.equal(read('do the settings come along?'), null);
  });

  it('is for a person, with the question after a colon or a dash', () => {
    assertDone('forward this to the identity team - the agent is quarantined', 'ask a person');
  });

  it('asks of all servers where none of those spoken of is meant', () => {
    const subjects = ['SYNC7'];
    for (const text of ['which servers must still be upgraded?', 'are any machines left to replace?']) {
      assert.deepEqual(linesOf(read(text, { subjects })), ['servers affected'], text);
    }
  });

  it('is asked back or explained where all is meant and one would be done', () => {
    const last = { lines: ['SYNC7 runs 2.5.3.0'], changes: ['1'] };
    assert.equal(read('undo everything', { last })?.kind, 'ask');
    assert.equal(read('delete everything', { subjects: ['SYNC7'] })?.kind, 'explain');
    assert.equal(read('tell our admins that SYNC7 is migrated')?.kind, 'ask');
  });

  it('is nothing where it is asked what holds for servers', () => {
    for (const text of ['do passive servers count as well?', 'must staging servers be upgraded?']) {
      assert.equal(read(text), null, text);
    }
    assertDone('do any servers still need an upgrade?', 'servers affected');
  });

  it('keeps all alerts where the critical ones alone are to mention somebody', () => {
    assertDone(
      'alerts here, and ping @Ana only for the critical ones',
      'alerts here',
      'mention @Ana for critical alerts',
    );
    assertDone(
      'post all alerts here but mention only on critical ones',
      'alerts here',
      'mention for critical alerts',
    );
    assertDone('alerts here, but only the critical ones', 'alerts here critical only');
  });

  it('is asked back where it is wished for some time later', () => {
    for (const text of ['forget SYNC7 at some point please', 'please rename SYNC7 to SYNC8 later']) {
      assert.equal(read(text)?.kind, 'ask', text);
    }
    assertDone('please forget SYNC7', 'forget SYNC7');
  });

  it('asks a person to look at something of theirs', () => {
    assertDone('could a colleague review our certificates', 'ask a person');
    assertDone('can someone check our proxy rules please', 'ask a person');
  });

  it('is each act of a sentence', () => {
    assertDone('SYNC7 has 2.5.79.0 and remind us at 7:30', 'SYNC7 runs 2.5.79.0', 'remind us at 07:30');
    assertDone('stop the reminders and SYNC7 is migrated', 'stop reminders', 'SYNC7 is migrated');
    assert.equal(read('should we stop the reminders and forget SYNC7?'), null);
    assertDone('forget SYNC7 and SYNC8', 'forget SYNC7', 'forget SYNC8');
  });

  it('counts no servers where other things are counted', () => {
    for (const text of ['and how many OUs?', 'how many groups then', 'so how many domains can it take?'])
      assert.equal(read(text), null, text);
    assert.deepEqual(linesOf(read('how many servers do we have?')), ['count servers']);
  });

  it('is left to the last answer where it leans on that', () => {
    for (const text of ['how many of them?', 'can we undo it?']) assert.equal(read(text), null, text);
    assert.deepEqual(linesOf(read('how many of them?', { subjects: ['SYNC7', 'SYNC8'] })), ['count servers']);
  });

  it('is said to put nothing right where nothing was done', () => {
    for (const text of ['no, I meant SYNC8', 'I never said that', 'not 2.5.79.0, I meant 2.5.76.0']) {
      assert.equal(read(text)?.kind, 'nothing-to-correct', text);
    }
  });

  it('is asked back where one server is said to be another', () => {
    const act = read('SYNC7 is SYNC8');
    assert.deepEqual(act?.kind === 'ask' && act.options, [
      { title: 'Rename', text: 'rename SYNC7 to SYNC8' },
    ]);
  });

  it('is the monthly digest, on or off', () => {
    assertDone('please send us a monthly overview', 'monthly digest on');
    assertDone('we do not want the monthly digest', 'no monthly digest');
  });

  it('is a reminder about a notice, at a time', () => {
    assertDone(
      'nudge us about Azure AD Connect V1 at 8:15 pm Lisbon',
      'remind us about Azure AD Connect V1 at 20:15 Europe/Lisbon',
    );
  });

  it('is passed on where the words before a colon say so', () => {
    assertDone('please pass this on: is port 443 enough?', 'ask a person');
  });

  it('is asked back where a change of the list is only remarked', () => {
    assert.equal(read('we never owned a server SYNC7')?.kind, 'ask');
    assertDone('the new name of SYNC7 is SYNC8', 'rename SYNC7 to SYNC8');
  });

  it('is the end of what is to stop', () => {
    assertDone('stop sending the alerts to this chat', 'stop alerts');
    assertDone('please quit posting alerts here', 'stop alerts');
    assertDone('we no longer need the alerts in this channel', 'stop alerts');
    assertDone('alerts nowhere', 'stop alerts');
  });

  it('leaves out the server that is to stay', () => {
    assertDone('remove SYNC7 and keep SYNC8', 'forget SYNC7');
  });

  it('is about weekends where both of their days are named', () => {
    assertDone('never on a Saturday or Sunday, Monday is fine', 'remind us after weekends');
  });

  it('is the last change', () => {
    assertDone('what have I just done?', 'history');
  });

  it('is asked back where two servers were spoken of', () => {
    assert.equal(read('it runs 2.5.79.0 now', { subjects: ['SYNC7', 'SYNC8'] })?.kind, 'ask');
  });

  it('is asked back where it is only supposed', () => {
    for (const text of ['I think SYNC7 runs 2.5.79.0', 'SYNC7 is migrated?', 'maybe SYNC7 is gone']) {
      assert.equal(read(text)?.kind, 'ask', text);
    }
  });

  it('is done and asked back where a part of it is in doubt', () => {
    const act = read('SYNC7 runs 2.5.79.0. Maybe SYNC8 is gone.');
    assert.deepEqual(linesOf(act), ['SYNC7 runs 2.5.79.0']);
    assert.equal(act?.kind === 'do' && act.ask?.options[0]?.text, 'SYNC8 is decommissioned');
  });

  it('leaves the questions beside an act to be answered', () => {
    for (const [text, line, rest] of [
      [
        'Our audit saw 1.6.4.0 on SYNC7. Can we skip the summer?',
        'SYNC7 runs 1.6.4.0',
        'Can we skip the summer?',
      ],
      ['Who may upgrade? Also, SYNC7 is on 2.5.79.0.', 'SYNC7 runs 2.5.79.0', 'Who may upgrade?'],
    ] as const) {
      const act = read(text);
      assert.deepEqual(linesOf(act), [line]);
      assert.equal(act?.kind === 'do' && act.rest, rest);
    }
    assert.equal(read('SYNC7 will be migrated next week. Is that early enough?'), null);
  });

  it('says nothing of a server that people do something with', () => {
    assert.equal(read('we took over SYNC7 from another team'), null);
    assertDone('SYNC7 took over as active', 'SYNC7 is active');
  });

  it('is no fact yet where it is planned or supposed', () => {
    for (const text of ['SYNC7 will be migrated next week', 'if SYNC7 were migrated we would be done']) {
      assert.equal(read(text)?.kind, 'not-yet', text);
    }
  });

  it('is nothing where a name is no server’s', () => {
    for (const text of ['TLS1.0 was removed', 'SQL2019 is decommissioned', 'RC4 has been switched off']) {
      assert.notEqual(read(text)?.kind, 'do', text);
    }
  });

  it('names the rows of a table that it doesn’t read', () => {
    const rows = '??? | 2.5.79.0\nSYNC8 | not installed\nSYNC9 | unknown';
    const act = read(`Server | Version\nSYNC7 | 2.5.79.0\n${rows}`);
    assert.deepEqual(linesOf(act), ['SYNC7 runs 2.5.79.0', 'SYNC9 is in use']);
    assert.deepEqual(act?.kind === 'do' && act.unread, ['??? | 2.5.79.0', 'SYNC8 | not installed']);
  });

  it('is nothing in a piece of a program', () => {
    for (const text of ['alerts();', '<b>stop</b> reminders', 'notify(us)', '{unsubscribe}']) {
      assert.equal(read(text), null, text);
    }
  });

  it('is explained where it lacks what it is about', () => {
    const said = 'please remove all the servers';
    assert.deepEqual(read(said), { kind: 'explain', act: 'forget-server', said });
  });

  it('is nothing where it is the opposite of an act', () => {
    for (const text of ['don’t stop the reminders', 'SYNC7 isn’t migrated', 'please never delete SYNC7']) {
      assert.notEqual(read(text)?.kind, 'do', text);
    }
  });

  it('is an explanation where somebody asks how', () => {
    assert.deepEqual(read('how can I turn off the reminders?'), { kind: 'explain', act: 'stop-reminders' });
  });

  it('changes, stops, snoozes and resumes reminders', () => {
    assertDone('could you move them to 10:30?', 'remind us at 10:30');
    assertDone('please turn those reminders off', 'stop reminders');
    assertDone('hold the reminders until Friday', 'snooze until 2023-09-08');
    assertDone('hold the reminders until Monday', 'snooze until 2023-09-11');
    assertDone('mute for a fortnight', 'snooze for 14 days');
    assertDone('you can resume the reminders', 'resume reminders');
    assertDone('drop the reminder two weeks before', 'no reminder 14 days before');
    assertDone('no posts between 20:00 and 06:30', 'quiet hours 20:00 to 06:30');
  });

  it('looks something up', () => {
    assertDone('which servers have you got?', 'servers');
    assertDone('what about SYNC7?', 'server SYNC7');
    assertDone('is everything migrated?', 'servers affected');
    assertDone('to whom do the alerts go?', 'who gets alerts');
    assertDone('when will you remind us next?', 'when is the next reminder');
  });

  it('is nothing recorded where something was tried and failed', () => {
    for (const text of [
      'the move of SYNC7 to 2.1.20.0 was aborted',
      'we attempted 2.1.20.0 on SYNC7 and backed out',
      'SYNC7 rejects 2.1.20.0',
    ]) {
      assert.deepEqual(read(text), { kind: 'not-yet', lines: ['SYNC7 runs 2.1.20.0'] }, text);
    }
    assertDone('SYNC7 went to 2.1.20.0 without any issues', 'SYNC7 runs 2.1.20.0');
  });

  it('is asked back where it is somebody else’s word, an example or a joke', () => {
    for (const text of [
      'the contractor told me SYNC7 runs 2.1.20.0',
      'SYNC7 runs 2.1.20.0, says Ana',
      'according to the inventory SYNC7 runs 2.1.20.0',
      'e.g. SYNC7 runs 2.1.20.0',
      'the first attempt broke, but SYNC7 runs 2.1.20.0 now',
    ]) {
      assert.equal(read(text)?.kind, 'ask', text);
    }
  });

  it('is asked back where a number is left that nothing explains', () => {
    assert.equal(read('remind the 3 of us at 09:00')?.kind, 'ask');
    assertDone('remind us 8.45 Zurich', 'remind us at 08:45 Europe/Zurich');
  });

  it('is how it is typed, where that is asked', () => {
    const asked = {
      'how do I rename a server?': 'rename-server',
      'how can we forget a server': 'forget-server',
      'how do I switch the alerts off?': 'stop-alerts',
      'how do we change the reminder time?': 'remind',
      'how do I see our servers?': 'servers',
      'how can I look up the last change?': 'history',
    };
    for (const [text, act] of Object.entries(asked))
      assert.deepEqual(read(text), { kind: 'explain', act }, text);
  });

  it('is left to the documents where it is a question about them', () => {
    for (const text of [
      'what happens if we stop syncing?',
      'does password hash sync work with it?',
      'which version do we need?',
      'how do I uninstall it?',
    ]) {
      assert.equal(read(text), null, text);
    }
  });
});
