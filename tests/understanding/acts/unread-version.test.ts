import assert from 'node:assert/strict';
import { linesOf, useActReader } from '../../support/act-reader.ts';

describe('a version that can’t be read', () => {
  const { read } = useActReader();

  for (const [text, said] of [
    ['SYNC7 runs 1.6.16.O', '1.6.16.O'],
    ['SYNC7 runs 2.5.3.0.0', '2.5.3.0.0'],
    ['our SYNC7 is on 12345.6 now', '12345.6'],
    ['SYNC7 runs 2.6.1234567.0', '2.6.1234567.0'],
    ['SYNC7 is still on V1', 'V1'],
    ['SYNC7 runs 3', '3'],
    ['SYNC7 is now on version 1', '1'],
    ['SYNC7 runs the latest build', 'latest'],
    ['SYNC7 is running 2.x', '2.x'],
    ['SYNC7 runs 1.6.16.O, staging', '1.6.16.O'],
  ] as const) {
    it(`is asked for: ${text}`, () => {
      const isKnownServer = (name: string) => name === 'SYNC7';
      assert.deepEqual(read(text, { isKnownServer }), { kind: 'which-version', names: ['SYNC7'], said });
    });
  }

  it('is told beside what else the message does', () => {
    const act = read('SYNC7 runs 1.6.16.O. Remind us at 9:00.');
    assert.deepEqual(act, { kind: 'do', lines: ['remind us at 09:00'], unread: ['SYNC7: 1.6.16.O'] });
  });

  it('is told of a row that has a role, too', () => {
    const act = read('server;version;role\nSYNC7;1.6.16.O;staging\nSYNC8;2.5.3.0;active');
    assert.deepEqual(act, {
      kind: 'do',
      lines: ['SYNC8 runs 2.5.3.0, active'],
      unread: ['SYNC7;1.6.16.O;staging'],
    });
  });

  it('is not looked for where something else is said', () => {
    for (const text of [
      'does SYNC7 run 1.6.16.O?',
      'SYNC7 will run 3.0.x next week',
      'SYNC7 is on 10.0.0.5',
      'SYNC7 runs 2 forests',
      'SYNC7 was installed on 3.4.2023',
      'we switch SYNC7 off on 3',
    ]) {
      assert.notEqual(read(text)?.kind, 'which-version', text);
    }
  });

  it('leaves a plain version as it is', () => {
    assert.deepEqual(linesOf(read('SYNC7 runs 2.5.3.0')), ['SYNC7 runs 2.5.3.0']);
  });
});

describe('a question after a statement', () => {
  const { read } = useActReader();

  it('is answered, and the statement recorded', () => {
    for (const [said, rest] of [
      [', when does that stop working?', 'when does 1.6.16.0 stop working?'],
      [' - what do we do now?', 'what do we do now?'],
      [', and when is it out of support?', 'when is 1.6.16.0 out of support?'],
    ]) {
      const act = read(`SYNC7 runs 1.6.16.0${said}`);
      assert.deepEqual(act, { kind: 'do', lines: ['SYNC7 runs 1.6.16.0'], rest });
    }
    const act = read('SYNC7 runs 1.6.16.0, remind us at 9:00, and when does V1 stop working?');
    const lines = ['SYNC7 runs 1.6.16.0', 'remind us at 09:00'];
    assert.deepEqual(act, { kind: 'do', lines, rest: 'when does V1 stop working?' });
  });

  it('stays with it where it depends on it', () => {
    assert.equal(read('if SYNC7 is migrated, what is next?'), null);
    assert.equal(read('remind me, when is the deadline?'), null);
  });
});
