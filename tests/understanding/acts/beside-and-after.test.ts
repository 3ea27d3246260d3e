import assert from 'node:assert/strict';
import { linesOf, useActReader } from '../../support/act-reader.ts';

describe('what a message says beside an act, or after one', () => {
  const { read, assertDone } = useActReader();

  it('names the servers beside what is recorded of which nothing is', () => {
    for (const text of [
      'SYNC7 runs 2.5.79.0 and SYNC8 will be upgraded soon',
      'SYNC7: 2.5.79.0\nSYNC8: see the ticket',
      'SYNC7 has 2.5.79.0. SYNC8 stands beside it.',
    ]) {
      const act = read(text);
      assert.deepEqual(
        act?.kind === 'do' && [act.lines, act.unread],
        [['SYNC7 runs 2.5.79.0'], ['SYNC8']],
        text,
      );
    }
    const kept = read('forget SYNC7 and keep SYNC8');
    assert.deepEqual(kept, { kind: 'do', lines: ['forget SYNC7'] });
  });

  it('is a question without a mark that asks whether one may do something', () => {
    const act = read('SYNC7 runs 2.5.3.0. can we just run the installer over it');
    assert.deepEqual(act, {
      kind: 'do',
      lines: ['SYNC7 runs 2.5.3.0'],
      rest: 'can we just run the installer over it',
    });
  });

  it('looks no servers up where a version is stated after a question', () => {
    for (const text of ['our server is on 2.5.190.0', 'our two machines run 2.4.129.0', 'we have 2.5.3.0'])
      assert.equal(read(text, { isAfterQuestion: true }), null, text);
  });

  it('removes the server that was spoken of, and takes the reason for one', () => {
    for (const text of [
      'take that one off our list, it belongs to the subsidiary',
      'strike it off the list again, belongs to another department',
    ]) {
      const act = read(text, { subjects: ['AADC07'], isAfterQuestion: true });
      assert.deepEqual(linesOf(act), ['forget AADC07'], text);
    }
  });

  it('passes nothing on where it is asked what people do', () => {
    for (const text of ['do we have to inform somebody?', 'does anyone get a mail', 'is someone affected?'])
      assert.equal(read(text, { isAfterQuestion: true }), null, text);
    for (const text of ['is there anyone I can ask?', 'could somebody help us?'])
      assert.deepEqual(linesOf(read(text, { isAfterQuestion: true })), ['ask a person'], text);
  });

  it('names no server by what a notice is called', () => {
    const findNotices = (text: string) => {
      const start = text.indexOf('AADC');
      return start < 0 ? [] : [{ words: 'AADC', start, end: start + 4 }];
    };
    for (const text of ['our AADC server has v1.5.45.0', 'AADC runs 2.5.3.0']) {
      assert.equal(read(text, { findNotices }), null, text);
    }
    assert.equal(read('our NYCSYNC server has v1.5.45.0', { findNotices })?.kind, 'ask');
  });

  it('is not in the head of a mail, and doubtful where a time stands alone beside something else', () => {
    const head = 'From: Ana\nSent: Monday, 4 September 2023 9:12 AM\nTo: Identity';
    assertDone(`${head}\n\nSYNC7 runs 2.5.79.0`, 'SYNC7 runs 2.5.79.0');
    const act = read('Ana Doe 9:12 AM\nSYNC7 runs 2.5.79.0');
    assert.deepEqual(linesOf(act), ['SYNC7 runs 2.5.79.0']);
    assert.equal(act?.kind === 'do' && act.ask?.options[0]?.text, 'remind us at 09:12');
  });

  it('is to take the last change back, perhaps, where that is called wrong', () => {
    const last = { lines: ['SYNC7 runs 2.5.3.0'], changes: ['1'] };
    for (const text of [
      'that is wrong',
      'no!! I never said that',
      'das war falsch',
      'wrong server',
      'forget all of that',
    ]) {
      const act = read(text, { last });
      assert.equal(act?.kind === 'ask' && act.options[0]?.text, 'undo', text);
    }
  });

  it('is what was done last, of the other server', () => {
    const last = { lines: ['SYNC7 runs 2.5.3.0'], changes: ['1'] };
    const text = 'no, the other one';
    assert.deepEqual(linesOf(read(text, { last, serverNames: new Set(['sync7', 'sync8']) })), [
      'take back 1',
      'SYNC8 runs 2.5.3.0',
    ]);
    const act = read(text, { last, serverNames: new Set(['sync7', 'sync8', 'sync9']) });
    assert.deepEqual(act?.kind === 'ask' && act.options.map(({ title }) => title), ['SYNC8', 'SYNC9']);
  });

  it('is the same of other servers', () => {
    const last = { lines: ['SYNC7 runs 2.5.3.0, staging'], changes: ['1'] };
    for (const text of ['SYNC8 too', 'the same for SYNC8', 'and SYNC8 as well', 'SYNC8 auch']) {
      assert.deepEqual(linesOf(read(text, { last })), ['SYNC8 runs 2.5.3.0, staging'], text);
    }
    assert.deepEqual(linesOf(read('is SYNC8 the same?', { last })), ['server SYNC8']);
    assertDone('SYNC7 runs 2.5.3.0, and so does SYNC8', 'SYNC7 runs 2.5.3.0', 'SYNC8 runs 2.5.3.0');
  });

  it('lists servers where one of several is asked for after one alone', () => {
    const serverNames = new Set(['sync7', 'sync8']);
    const ask = (text: string) => linesOf(read(text, { subjects: ['SYNC8'], serverNames }));
    assert.deepEqual(ask('which one is on standby?'), ['servers staging']);
    assert.deepEqual(ask('which ones aren’t migrated yet?'), ['servers affected']);
    assert.deepEqual(ask('which ones have not been moved off V1 yet?'), ['servers on V1']);
    assert.deepEqual(ask('is it on standby?'), ['server SYNC8']);
  });

  it('ends both where alerts and reminders are to end', () => {
    assertDone('stop all alerts and reminders', 'stop reminders', 'stop alerts');
    const act = read('turn off everything');
    assert.equal(act?.kind === 'ask' && act.options[0]?.text, 'stop reminders\nstop alerts');
  });

  it('has alerts come where they are dropped into a conversation, and asks back where they are dropped in it', () => {
    assertDone('drop your alarms into this chat as well please', 'alerts here');
    assert.equal(read('drop the alerts in this channel')?.kind, 'ask');
  });

  it('is nothing where it is asked who says what was heard', () => {
    assert.equal(read('an auditor wrote that the sync account is forbidden. who said that?'), null);
    const last = { lines: ['SYNC7 runs 2.5.3.0'], changes: ['1'] };
    assertDone('who changed the reminders?', 'history');
    assert.deepEqual(read('who said that?', { last }), { kind: 'do', lines: ['history'] });
  });

  it('is for whoever is in charge', () => {
    assertDone('inform the people in charge that the scheduler on SYNC7 is stuck', 'ask a person');
    assertDone('let the responsible colleagues know that our sync rule has vanished', 'ask a person');
  });

  it('lists the servers where somebody asks whether any was reported', () => {
    for (const text of [
      'has someone told you about a machine of ours?',
      'did anybody report a server of ours so far?',
    ]) {
      assertDone(text, 'servers');
    }
  });

  it('is asked back where alerts are to come elsewhere, or about some servers alone', () => {
    for (const text of ['alerts by mail', 'alerts to #general', 'alerts here for SYNC7 only']) {
      assert.equal(read(text)?.kind, 'ask', text);
    }
  });
});
