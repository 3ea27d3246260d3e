import assert from 'node:assert/strict';
import { partContradictions } from '../../../bot/understanding/acts/contradictions.ts';
import { linesOf, useActReader } from '../../support/act-reader.ts';

describe('what contradicts itself in one message', () => {
  const { read, assertDone } = useActReader();

  const asked = (text: string) => {
    const act = read(text);
    const ask = act?.kind === 'do' ? act.ask : act?.kind === 'ask' ? act : undefined;
    return { done: act?.kind === 'do' ? act.lines : [], options: ask?.options.map((one) => one.text) };
  };

  for (const text of [
    'SYNC7 runs 2.5.3.0\nSYNC7 runs 1.6.16.0',
    'SYNC7 runs 2.5.3.0 and SYNC7 runs 1.6.16.0',
    'server;version\nSYNC7;2.5.3.0\nSYNC7;1.6.16.0',
  ]) {
    it(`is asked back: ${JSON.stringify(text)}`, () => {
      const options = ['SYNC7 runs 2.5.3.0', 'SYNC7 runs 1.6.16.0'];
      assert.deepEqual(asked(text), { done: [], options });
    });
  }

  it('is asked back beside what is plain', () => {
    assert.deepEqual(asked('SYNC8 runs 2.5.3.0. SYNC7 is migrated. SYNC7 runs 1.6.16.0.'), {
      done: ['SYNC8 runs 2.5.3.0'],
      options: ['SYNC7 is migrated', 'SYNC7 runs 1.6.16.0'],
    });
  });

  it('is asked back where it is stated and denied', () => {
    assert.deepEqual(asked('SYNC7 is migrated. SYNC7 is not migrated.'), {
      done: [],
      options: ['SYNC7 is migrated'],
    });
  });

  it('is told of each further server', () => {
    const act = read('SYNC7 runs 2.5.3.0\nSYNC7 runs 1.6.16.0\nSYNC8 is migrated\nSYNC8 runs 1.6.16.0');
    assert.equal(act?.kind, 'ask');
    assert.deepEqual('unread' in act && act.unread, ['SYNC8']);
  });

  it('is nothing where the same is said twice, or two things that go together', () => {
    assertDone('SYNC7 runs 2.5.3.0. SYNC7 runs 2.5.3.0.', 'SYNC7 runs 2.5.3.0');
    const together = ['SYNC7 runs 2.5.3.0', 'SYNC7 is staging', 'SYNC7 signs in with an account'];
    assert.deepEqual(partContradictions(together, []), { agreed: together, contradictions: [] });
    const ended = ['SYNC7 is migrated', 'SYNC7 is decommissioned', 'remind us at 09:00'];
    assert.deepEqual(partContradictions(ended, []), { agreed: ended, contradictions: [] });
  });

  it('is a role or a way to sign in, too', () => {
    for (const lines of [
      ['SYNC7 is staging', 'sync7 runs 2.5.3.0, active'],
      ['SYNC7 signs in with an account', 'SYNC7 runs 2.5.3.0 and uses application authentication'],
      ['server named paris is staging', 'server named paris is active'],
    ]) {
      assert.deepEqual(partContradictions(lines, []), { agreed: [], contradictions: [lines] });
    }
  });
});

describe('a long list of servers', () => {
  const { read } = useActReader();
  const names = Array.from({ length: 300 }, (_, i) => `SYNC${100 + i}`);

  it('loses none, in lines or in one sentence', () => {
    const lines = names.map((name) => `${name} runs 2.5.3.0`);
    assert.deepEqual(linesOf(read(lines.join('\n'))), lines);
    const asked = read(`2.5.3.0 runs on ${names.join(', ')}`);
    const found = asked?.kind === 'ask' ? asked.options[0]?.text.split('\n') : linesOf(asked);
    assert.deepEqual(found, lines);
  });
});

describe('a server that is said to be off, and to go on', () => {
  const { read } = useActReader();

  for (const text of [
    'SYNC7 is decommissioned but still running',
    'SYNC7 is migrated, but it still syncs',
    'SYNC7 was switched off and still exports',
    'SYNC7 is migrated but remains active',
    'SYNC7 is migrated is what my colleague wrote',
    'can you pretend SYNC7 is migrated',
  ]) {
    it(`is asked back: ${text}`, () => assert.equal(read(text)?.kind, 'ask'));
  }

  it('is recorded where it is plain', () => {
    assert.deepEqual(linesOf(read('SYNC7 is decommissioned, as it still had V1')), [
      'SYNC7 is decommissioned',
    ]);
    assert.deepEqual(linesOf(read('SYNC7 still runs 2.5.3.0')), ['SYNC7 runs 2.5.3.0']);
  });
});
