import assert from 'node:assert/strict';
import {
  asksForOneAfter,
  goesOnWithQuestion,
  readAboutDeadlines,
  readAboutReminders,
  readAboutServers,
} from '../../../bot/understanding/acts/go-on.ts';
import type { ActContext } from '../../../bot/understanding/acts/utterance.ts';

const context = (changes: Partial<ActContext> = {}): ActContext => ({
  now: new Date('2026-09-04T08:00:00Z'),
  zone: 'UTC',
  locale: undefined,
  isKnownServer: () => false,
  findNotices: () => [],
  subjects: ['HUB1'],
  last: { lines: ['HUB1 runs 2.4.18.0'], changes: ['1'] },
  serverNames: new Set(['hub1', 'hub2']),
  isAfterQuestion: false,
  replacements: [],
  ...changes,
});

describe('a short question after an act about servers', () => {
  const linesOf = (text: string, changes?: Partial<ActContext>) => {
    const act = readAboutServers(text, context(changes));
    return act?.kind === 'do' ? act.lines : (act?.kind ?? null);
  };

  it('looks up how the server stands that was spoken of', () => {
    for (const text of [
      'is it fine?',
      'does that one still have to be upgraded?',
      'when does its support end?',
      'how long may it run?',
      'is it fine for june?',
      'since when unsupported?',
      'what should it have?',
      'why?',
    ]) {
      assert.deepEqual(linesOf(text), ['server HUB1'], text);
    }
  });

  it('counts servers where it asks how many there are', () => {
    assert.equal(linesOf('how many are left?', { subjects: ['HUB1', 'HUB2'] }), null);
  });

  it('looks up each of several', () => {
    const subjects = ['HUB1', 'HUB2'];
    for (const text of ['which of them are too old?', "which of those don't sync any longer?"])
      assert.deepEqual(linesOf(text, { subjects }), ['server HUB1', 'server HUB2'], text);
    assert.deepEqual(linesOf('and the second one?', { subjects }), ['server HUB2']);
    assert.deepEqual(linesOf('is the last one ok?', { subjects }), ['server HUB2']);
    assert.deepEqual(linesOf('and the other one?', { subjects }), ['server HUB1', 'server HUB2']);
  });

  it('looks up the other one, or asks which', () => {
    assert.deepEqual(linesOf('and the other one?'), ['server hub2']);
    assert.equal(linesOf('what about the other?', { serverNames: new Set(['hub1', 'hub2', 'hub3']) }), 'ask');
  });

  it('asks which server is meant where none was spoken of lately, and there are some', () => {
    for (const text of ['is it still supported?', 'what about it?', 'and the other one?', 'are they ok?']) {
      assert.equal(linesOf(text, { subjects: [] }), 'ask', text);
      assert.equal(linesOf(text, { subjects: [], serverNames: new Set() }), null, text);
    }
    const serverNames = new Set(Array.from({ length: 9 }, (_, i) => `hub${i}`));
    assert.equal(linesOf('is it still supported?', { subjects: [], serverNames }), 'which-server');
    for (const text of [
      'which ones are too old?',
      'is that a problem?',
      'why?',
      'when does it end?',
      'how long does it last?',
    ]) {
      assert.equal(linesOf(text, { subjects: [] }), null, text);
    }
  });

  it('is left to the documents when it asks something else, or follows a question', () => {
    for (const text of [
      'how do I upgrade it?',
      'where do I install it?',
      'is cloud sync supported?',
      'is it raining?',
    ])
      assert.equal(linesOf(text), null, text);
    assert.equal(linesOf('is it supported?', { isAfterQuestion: true }), null);
  });
});

describe('a short question after another act', () => {
  it('asks when reminders come', () => {
    const last = { lines: ['remind us at 08:15 Europe/Rome'], changes: ['1'] };
    for (const text of [
      'in which time zone is that?',
      'on weekends too?',
      'for which deadlines?',
      'so when’s the first?',
    ]) {
      assert.equal(readAboutReminders(text, context({ last }))?.kind, 'do', text);
    }
    assert.equal(readAboutReminders('when does V1 stop?', context({ last })), null);
    assert.equal(readAboutReminders('on weekends too?', context()), null);
  });

  it('asks for the next deadline', () => {
    for (const text of ['and which is the first?', 'how many days are left?', 'when is that?']) {
      assert.notEqual(readAboutDeadlines(text, ['notices'], []), null, text);
      assert.equal(readAboutDeadlines(text, ['servers'], []), null, text);
    }
    assert.equal(readAboutDeadlines('how do I install it?', ['notices'], []), null);
  });

  it('asks for the deadline that was just set, also by the name of a window', () => {
    const set = ['our deadline for Pier Agent is 2027-05-19'];
    for (const text of ['how long until our window closes?', 'how many days until the window ends']) {
      assert.match(readAboutDeadlines(text, set, []) ?? '', /Pier Agent/, text);
      assert.equal(readAboutDeadlines(text, ['notices'], []), null, text);
    }
  });

  it('asks for the only window that there is, where its notice was not named', () => {
    const ask = (windows: string[]) =>
      readAboutDeadlines('how many days is that from now?', ['our window ends on 2027-05-19'], windows);
    assert.match(ask(['Pier Agent']) ?? '', /Pier Agent/);
    assert.equal(ask(['Pier Agent', 'Buoy']), null);
    assert.equal(ask([]), null);
  });
});

describe('a question with a pronoun', () => {
  it('goes on with the question before unless it is about what Cutover does', () => {
    for (const text of ['can one take it back?', 'how many of them?', 'is that free?'])
      assert.equal(goesOnWithQuestion(text), true, text);
    for (const text of ['undo that', 'can you undo that?', 'how many of them are servers?', 'what is V2?'])
      assert.equal(goesOnWithQuestion(text), false, text);
  });

  it('goes on with a question about something else that has settings and weekends, too', () => {
    for (const text of [
      'may we move this to a weekend?',
      'can it wait for the weekend',
      'where are the settings for that?',
    ])
      assert.equal(goesOnWithQuestion(text), true, text);
    for (const text of ['is it possible to skip weekends?', 'do they come on weekends?'])
      assert.equal(goesOnWithQuestion(text), false, text);
  });
});

describe('a short question after one about a deadline', () => {
  it('asks for those that come after it', () => {
    for (const text of [
      'the one after that?',
      'is there anything else due?',
      'so what is coming after May?',
    ]) {
      assert.equal(asksForOneAfter(text), true, text);
    }
    for (const text of ['what else do we need?', 'is there anything else to install?', 'what is that?']) {
      assert.equal(asksForOneAfter(text), false, text);
    }
  });
});
