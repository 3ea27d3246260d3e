import assert from 'node:assert/strict';
import { asksHowItStands, readInContext, writeAfter } from '../../bot/understanding/follow-up.ts';

describe('a message after a question', () => {
  const LAST = 'does the mesh take 200,000 relays?';

  it('asks the same again', () => {
    for (const text of ['is that still true?', 'the first one again', 'and again please', 'say that again']) {
      assert.deepEqual(readInContext(text, LAST), { text: LAST, context: null, after: null }, text);
    }
  });

  it('asks the same about another number or version', () => {
    assert.equal(readInContext('and with 90,000?', LAST).text, 'does the mesh take 90,000 relays?');
    assert.equal(
      readInContext('no, I meant 2.3.2.0', 'is 2.3.20.0 supported?').text,
      'is 2.3.2.0 supported?',
    );
    assert.equal(readInContext('80k', LAST).text, 'does the mesh take 80k relays?');
  });

  it('leans on the one before when it names little itself', () => {
    for (const text of [
      'where do I install it?',
      'how many of them',
      'and the price?',
      'what about relays',
    ]) {
      assert.deepEqual(readInContext(text, LAST), { text, context: LAST, after: LAST }, text);
    }
  });

  it('goes on with the question that began it, however many come between', () => {
    const second = writeAfter('and the price?', LAST);
    assert.deepEqual(readInContext('and in Japan?', second), {
      text: 'and in Japan?',
      context: `and the price? ${LAST}`,
      after: LAST,
    });
  });

  it('stands alone when it says what it is about, or nothing came before', () => {
    for (const text of ['when does V1 stop working?', 'and is the whole ferry relay product going away?']) {
      assert.deepEqual(readInContext(text, LAST), { text, context: null, after: null }, text);
    }
    assert.deepEqual(readInContext('and then?', null), {
      text: 'and then?',
      context: null,
      after: null,
    });
  });

  it('takes time linear in its length', () => {
    const long = `and ${'1.'.repeat(50_000)} ${'1,'.repeat(50_000)}`;
    assert.equal(readInContext(long, LAST).text, long);
  });
});

describe('a question about a server that was spoken of', () => {
  it('asks how it stands', () => {
    for (const text of ['is it fine?', 'are they supported', 'and is that one too old?'])
      assert.equal(asksHowItStands(text), true, text);
    for (const text of ['is cloud sync supported?', 'is it raining', 'when is it?'])
      assert.equal(asksHowItStands(text), false, text);
  });
});
