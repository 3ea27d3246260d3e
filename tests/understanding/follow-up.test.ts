import assert from 'node:assert/strict';
import { askedOfFirst, readInContext, writeAfter } from '../../bot/understanding/follow-up.ts';

describe('a message after a question', () => {
  const LAST = 'does the mesh take 200,000 relays?';
  const ALONE = { context: null, after: null, isPossible: false, wanted: 'answer' };

  it('asks the same again', () => {
    for (const text of ['the last one again', 'and again please', 'say that again']) {
      assert.deepEqual(readInContext(text, LAST), { ...ALONE, text: LAST }, text);
    }
  });

  it('goes back to the question that began it', () => {
    for (const text of [
      'back to the first question',
      'and the original one, please',
      'the first once more',
    ]) {
      assert.equal(readInContext(text, writeAfter('and the price?', LAST)).text, LAST, text);
    }
  });

  it('asks something else of what began it', () => {
    assert.equal(askedOfFirst('back to the first one: does it ring?'), 'does it ring?');
    assert.equal(askedOfFirst('sorry, the first mesh again - how large is it'), 'how large is it');
    assert.equal(askedOfFirst('the first one: is it fine?'), null, 'one of several');
    assert.equal(askedOfFirst('the first one again'), null);
  });

  it('asks about its answer', () => {
    const wanted = {
      'who says so?': 'source',
      'tl;dr': 'gist',
      'go on': 'more',
      'is that still valid?': 'still',
    };
    for (const [text, what] of Object.entries(wanted)) {
      assert.deepEqual(readInContext(text, LAST), { ...ALONE, text: LAST, wanted: what }, text);
    }
  });

  it('asks for the rest once more was told', () => {
    const kept = writeAfter(LAST, null, 'more');
    assert.deepEqual(readInContext('more', kept), { ...ALONE, text: LAST, wanted: 'rest' });
    assert.deepEqual(readInContext('source?', kept), { ...ALONE, text: LAST, wanted: 'source' });
    assert.equal(readInContext('and with 90,000?', kept).text, 'does the mesh take 90,000 relays?');
    assert.equal(readInContext('since when?', writeAfter('and the price?', LAST, 'more')).after, LAST);
  });

  it('asks the same about another number, version or date', () => {
    assert.equal(readInContext('and with 90,000?', LAST).text, 'does the mesh take 90,000 relays?');
    assert.equal(
      readInContext('no, I meant 2.3.2.0', 'is 2.3.20.0 supported?').text,
      'is 2.3.2.0 supported?',
    );
    assert.equal(readInContext('80k', LAST).text, 'does the mesh take 80k relays?');
    assert.equal(
      readInContext('and 15 June?', 'is 3 May 2031 early enough?').text,
      'is 15 June early enough?',
    );
    assert.equal(
      readInContext('what about 3.1.0.0?', writeAfter('since when?', 'is 2.3.20.0 supported?')).text,
      'is 3.1.0.0 supported?',
    );
  });

  it('asks the same of a version that is stated', () => {
    for (const text of ['our relay runs 2.5.3.0', 'so we’re on 2.5.3.0', 'ours has 2.5.3.0 now']) {
      const { text: meant, version } = readInContext(text, LAST);
      assert.deepEqual([meant, version], ['does the mesh take 200,000 relays on 2.5.3.0?', '2.5.3.0'], text);
    }
    assert.equal(readInContext('HUB7 runs 2.5.3.0', LAST).version, undefined);
  });

  it('asks about one of those that were spoken of', () => {
    for (const [text, meant] of [
      [
        'can our brave old relays still talk with the latter?',
        'can our brave old relays still talk with it?',
      ],
      ['does the second one cost anything', 'does it cost anything'],
    ] as const) {
      const { text: read, context } = readInContext(text, LAST);
      assert.deepEqual([read, context], [meant, LAST], text);
    }
    assert.equal(
      readInContext('is 1.2 the first one that needs a relay?', LAST).text.includes('first'),
      true,
    );
  });

  it('puts right a value of the question, naming both', () => {
    const last = 'does 40k fit into one relay?';
    for (const text of ['sorry, 400k not 40k', 'not 40k but 400k']) {
      assert.equal(readInContext(text, last).text, 'does 400k fit into one relay?', text);
    }
    assert.notEqual(readInContext('400k not 30k', last).text, 'does 400k fit into one relay?');
  });

  it('puts right a number with no word but those of a correction, or of the question', () => {
    for (const text of ['ups, typo: 20,000', 'wait, wrong number, it was 20,000', '20,000 relays, sorry']) {
      assert.equal(readInContext(text, LAST).text, 'does the mesh take 20,000 relays?', text);
    }
    assert.equal(readInContext('and 90 lamps?', LAST).text, 'and 90 lamps?', 'of something else');
    assert.equal(
      readInContext('sorry, 60', 'is 3 May 2031 early enough for 40 relays?').text,
      'is 3 May 2031 early enough for 60 relays?',
    );
  });

  it('compares a size with what the question before was about', () => {
    const members = 'how many members may a ring have?';
    assert.deepEqual(readInContext('ours has 300', members), {
      ...{ ...ALONE, text: 'ours has 300 members' },
      ...{ context: members, after: members },
    });
    const second = writeAfter('and per mesh?', members);
    assert.equal(readInContext('we are at 300', second).text, 'we are at 300 members');
    const { context, isPossible } = readInContext('but we have 70k objects', LAST);
    assert.deepEqual([context, isPossible], [LAST, false]);
    assert.equal(readInContext('do 70k objects sync well?', LAST).isPossible, true);
  });

  it('asks the same about the version before it, or after it', () => {
    const versions = ['4.1.0.0', '4.2.0.0', '4.10.0.0'];
    const textOf = (text: string, last: string) => readInContext(text, last, { versions }).text;
    const last = 'when did 4.2.0.0 come out?';
    for (const text of [
      'the one before it?',
      'and the previous version?',
      'which came before?',
      'and before that?',
    ]) {
      assert.equal(textOf(text, last), 'when did 4.1.0.0 come out?', text);
    }
    for (const text of ['and the next one?', 'what about the one after that?', 'which build came next?']) {
      assert.equal(textOf(text, last), 'when did 4.10.0.0 come out?', text);
    }
    assert.equal(
      textOf('and the next one?', 'is 4.10.0.0 supported?'),
      'is there anything newer than 4.10.0.0?',
    );
    assert.equal(textOf('and before that?', 'is 4.2.0.0 supported?'), 'and before that?', 'of a time');
    assert.equal(textOf('the one before it?', 'is 4.1.0.0 supported?'), 'the one before it?', 'the oldest');
    assert.equal(textOf('the one before it?', 'does the mesh end?'), 'the one before it?', 'of no version');
  });

  it('asks the same about a version of which it says only how it ends', () => {
    const versions = ['4.2.79.0', '4.2.80.0', '4.10.1.0'];
    const textOf = (text: string, last: string) => readInContext(text, last, { versions }).text;
    assert.equal(textOf('and .80?', 'is 4.2.79.0 supported?'), 'is 4.2.80.0 supported?');
    assert.equal(textOf('sorry, i meant .10.1', 'when was 4.2.79 released?'), 'when was 4.10.1.0 released?');
    assert.equal(textOf('what about .99 then', 'is 4.2.79.0 supported?'), 'is 4.2.99 supported?');
    assert.equal(textOf('and .80?', LAST), 'and .80?', 'of no version');
    assert.equal(textOf('and .NET?', 'is 4.2.79.0 supported?'), 'and .NET?');
  });

  it('asks the same by something else', () => {
    const last = 'can the mesh sort relays by colour in one run?';
    assert.equal(readInContext('and by size?', last).text, 'can the mesh sort relays by size in one run?');
    assert.equal(readInContext('and by when?', last).text, 'and by when?');
    assert.equal(readInContext('and by size?', LAST).text, 'and by size?');
  });

  it('asks for the version to take, after one about a version', () => {
    for (const text of [
      'which one is the newest of all?',
      "what's the latest there is?",
      'which one then?',
      'to what then',
      'so which version should we install now?',
      'what should we take instead?',
      'which one would be the latest today?',
    ]) {
      assert.deepEqual(
        readInContext(text, 'is 4.5.79.0 still supported?'),
        { ...ALONE, text: 'what is the newest version?' },
        text,
      );
      assert.notEqual(readInContext(text, LAST).text, 'what is the newest version?', text);
    }
    for (const text of ['which?', 'which ones?', 'which one?']) {
      assert.equal(readInContext(text, 'does 4.5.79.0 break some relays?').text, text);
    }
  });

  it('asks the same about another of the things compared', () => {
    const options = [['mesh', 'relay mesh'], ['ferry']];
    const other = (text: string, last: string) => readInContext(text, last, { options }).text;
    assert.equal(
      other('and the ferry?', 'how many users does the relay mesh take?'),
      'how many users does the ferry take?',
    );
    assert.equal(other('the other one?', 'can the ferry carry contacts?'), 'can the mesh carry contacts?');
    assert.equal(other('and for the ferry?', 'which rights do I need?'), 'which rights do I need for ferry?');
    assert.equal(other('does the ferry?', 'does the mesh do LDAP?'), 'does the ferry do LDAP?');
    const called = { options: [['mesh line'], ['ferry line']] };
    const { text: whole } = readInContext('ferry?', 'does the mesh line do LDAP?', called);
    assert.equal(whole, 'does the ferry line do LDAP?', 'by its first word');
    assert.equal(other('and the ferry?', 'when does V1 stop?'), 'and the ferry?', 'of another product');
  });

  it('leans on the one before when it names little itself', () => {
    for (const text of [
      'where do I install it?',
      'how many of them',
      'and the price?',
      'what about relays',
      'since when?',
      'which ones?',
      'how long exactly?',
      'after how many days?',
      'from which hour on?',
    ]) {
      assert.deepEqual(readInContext(text, LAST), { ...ALONE, text, context: LAST, after: LAST }, text);
    }
  });

  it('may lean on the one before when it is short, or has few words that tell something', () => {
    for (const text of [
      'contacts?',
      'open ports?',
      'is IPv6 ok?',
      'we have our own relays. does that block it?',
      'how do I find out what we do here today?',
    ]) {
      const read = readInContext(text, LAST);
      assert.deepEqual([read.context, read.isPossible], [LAST, true], text);
    }
  });

  it('goes on with the question that began it, however many come between', () => {
    const second = writeAfter('and the price?', LAST);
    assert.deepEqual(readInContext('and in Japan?', second), {
      ...ALONE,
      text: 'and in Japan?',
      context: `and the price? ${LAST}`,
      after: LAST,
    });
  });

  it('stands alone when it says what it is about, or nothing came before', () => {
    for (const text of [
      'on which day does V1 stop to work?',
      'and is the whole ferry relay product going away?',
    ]) {
      assert.deepEqual(readInContext(text, LAST), { ...ALONE, text }, text);
    }
    assert.deepEqual(readInContext('and then?', null), { ...ALONE, text: 'and then?' });
  });

  it('takes time linear in its length', () => {
    const long = `and ${'1.'.repeat(50_000)} ${'1,'.repeat(50_000)}`;
    assert.equal(readInContext(long, LAST).text, long);
  });
});
