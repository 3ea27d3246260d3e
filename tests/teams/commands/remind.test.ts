import assert from 'node:assert/strict';
import { commandIn } from '../../support/commands.ts';

const timeOf = (text: string) => commandIn(`remind us at ${text}`)?.args;

describe('the command "remind us"', () => {
  for (const [written, read] of [
    ['9', '09:00'],
    ['09:00', '09:00'],
    ['9.30', '09:30'],
    ['9am', '09:00'],
    ['9 a.m.', '09:00'],
    ['9:30 pm', '21:30'],
    ['9:30PM', '21:30'],
    ['0:05', '00:05'],
    ['12am', '00:00'],
    ['12 pm', '12:00'],
    ['12:45 am', '00:45'],
    ['23:59', '23:59'],
    ['0930', '09:30'],
    ['930', '09:30'],
  ]) {
    it(`reads the time ${written} as ${read}`, () =>
      assert.deepEqual(timeOf(written ?? ''), { localTime: read, zone: null }));
  }

  for (const text of [
    '24:00',
    '25:00',
    '9:60',
    '9:5',
    '9:',
    '13pm',
    '0am',
    '9:30:15',
    '99',
    '12345',
    '9::30',
  ]) {
    it(`refuses ${text} as a time`, () => assert.deepEqual(timeOf(text), { badTime: text }));
  }

  it('reads a time, a zone, both or neither', () => {
    const remind = (text: string) => commandIn(`remind us${text}`)?.args;
    const [localTime, zone] = ['17:30', 'Europe/Berlin'];
    assert.deepEqual(remind(''), { localTime: null, zone: null });
    assert.deepEqual(remind(' at 17:30'), { localTime, zone: null });
    assert.deepEqual(remind(' Europe/Berlin'), { localTime: null, zone });
    assert.deepEqual(remind(' at 17:30 europe/berlin'), { localTime, zone });
    assert.deepEqual(remind(' 5:30pm in Europe/Berlin.'), { localTime, zone });
    assert.deepEqual(remind(' at 9 UTC'), { localTime: '09:00', zone: 'UTC' });
  });

  it('reads polite, personal and capitalised forms', () => {
    for (const text of ['please remind me at 9', 'REMIND US AT 9', 'Remind us at 9!']) {
      assert.deepEqual(commandIn(text)?.args, { localTime: '09:00', zone: null }, text);
    }
  });

  it('refuses an unknown zone', () => {
    assert.deepEqual(commandIn('remind us at 9 Atlantis')?.args, { badZone: 'Atlantis', localTime: '09:00' });
    assert.deepEqual(commandIn('remind us Europe/Atlantis')?.args, {
      badZone: 'Europe/Atlantis',
      localTime: null,
    });
  });
});

describe('commands', () => {
  it('reads the forms of stop reminders', () => {
    for (const text of [
      'stop reminders',
      'Stop the reminders.',
      'please cancel all reminders',
      'end our reminders',
    ]) {
      assert.deepEqual(commandIn(text), { name: 'stop-reminders', args: {} }, text);
    }
  });

  it('reads the forms of status', () => {
    for (const text of ['status', 'Status?', 'STATUS ']) {
      assert.deepEqual(commandIn(text), { name: 'status', args: {} }, text);
    }
  });

  it('reads the forms of adviser', () => {
    for (const text of ['adviser', 'Advisor!', 'open the adviser', 'please show me the adviser']) {
      assert.deepEqual(commandIn(text), { name: 'adviser', args: {} }, text);
    }
  });

  for (const question of [
    '',
    'what does the adviser do',
    'adviser for pensions',
    'remind me what cloud sync is',
    'remind us why V1 has to go',
    'remind us when V1 stops working',
    'remind me of the deadline',
    'remind me about the provisioning agent/service',
    'remind us at 9 every day of the week',
    'reminders',
    'how do I stop reminders?',
    'stop reminders from failing when V1 is gone',
    'status of V1 support?',
    'what is the status',
    'compare',
  ]) {
    it(`reads "${question}" as a question`, () => assert.equal(commandIn(question), null));
  }
});
