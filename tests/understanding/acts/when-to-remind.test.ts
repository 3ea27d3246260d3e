import assert from 'node:assert/strict';
import { useActReader } from '../../support/act-reader.ts';

describe('when somebody wishes to be reminded', () => {
  const { read, assertDone } = useActReader();

  it('is offered the rhythms that there are where another one is wished for', () => {
    for (const text of [
      'remind us every other Tuesday',
      'remind us three times a week',
      'remind us every month please',
    ]) {
      const act = read(text);
      assert.match(act?.kind === 'ask' ? act.question : '', /don’t come in that rhythm/, text);
    }
    assertDone('remind us every Tuesday', 'remind us every Tuesday');
  });

  it('is a time that ends a change, and not minutes before it', () => {
    assertDone('remind us at 10 to 9', 'remind us at 08:50');
    assertDone('quiet hours 10 to 6', 'quiet hours 10:00 to 06:00');
    const act = read('change 10 to 11');
    assert.equal(act?.kind === 'ask' && act.options[0]?.text, 'remind us at 11:00');
  });

  it('is asked which day of the week is meant where two are named', () => {
    for (const [text, first] of [
      ['remind us every Monday and Tuesday', 'remind us every Monday'],
      ['remind us at 10:00 every Monday and Tuesday', 'remind us at 10:00\nremind us every Monday'],
    ] as const) {
      const act = read(text);
      assert.equal(act?.kind === 'ask' && act.options[0]?.text, first, text);
    }
    assertDone('change the weekly day from Monday to Tuesday', 'remind us every Tuesday');
    const act = read('remind us every Tuesday, not on Monday');
    assert.deepEqual(act?.kind === 'ask' && act.options.map(({ title }) => title), ['Tuesday']);
  });

  it('is asked back where a number is below zero', () => {
    for (const text of ['remind us at -1', 'snooze for -3 days']) assert.equal(read(text)?.kind, 'ask', text);
  });

  it('is the same hour in another zone', () => {
    for (const text of [
      'leave the hour as it is but switch to Madrid time',
      'the time can stay, just the zone is wrong, we are in Madrid',
    ]) {
      assertDone(text, 'remind us Europe/Madrid');
    }
  });

  it('is offered reminders of deadlines where one is wished for once', () => {
    for (const text of [
      'remind me in ten minutes',
      'remind us tomorrow at 11:00',
      'remind me tonight please',
    ]) {
      const act = read(text);
      assert.match(act?.kind === 'ask' ? act.question : '', /not once at a time of your own/, text);
    }
  });

  it('is asked back where several times are said, or a part of the day', () => {
    for (const text of ['remind us at 9 and 17', 'remind us between 9 and 17', 'remind us at 9 or 17']) {
      const act = read(text);
      assert.deepEqual(
        act?.kind === 'ask' && act.options.map((option) => option.text),
        ['remind us at 09:00', 'remind us at 17:00'],
        text,
      );
    }
    const act = read('remind us in the afternoon');
    assert.equal(act?.kind === 'ask' && act.options[0]?.text, 'remind us at 14:00');
  });

  it('is asked back where somebody else is to be reminded', () => {
    assert.equal(read('remind Ana at 9')?.kind, 'ask');
    assertDone('remind the whole team at 9', 'remind us at 09:00');
  });

  it('is never the opposite', () => {
    for (const text of ['remind us never', 'never remind us again']) {
      const act = read(text);
      assert.equal(act?.kind === 'ask' && act.options[0]?.text, 'stop reminders', text);
    }
    assertDone('quiet hours on weekends', 'remind us after weekends');
    assert.notEqual(read('remind us only on weekends')?.kind, 'do');
    assert.notEqual(read('be quiet')?.kind, 'ask');
    for (const text of [
      'don’t switch the reminders off just yet',
      'please do not ever turn all of our reminders off',
      'never turn the alerts off here',
    ]) {
      assert.deepEqual(read(text), { kind: 'declined' }, text);
    }
  });

  it('is silence at the hours that are no good', () => {
    assertDone('no reminders before 8', 'quiet hours 00:00 to 08:00');
    assertDone('no posts before 7 or after 19', 'quiet hours 19:00 to 07:00');
    assertDone('reminders between 8 and 18 only', 'quiet hours 18:00 to 08:00');
    assertDone('quiet hours only between 20 and 6', 'quiet hours 20:00 to 06:00');
    const alerts = read('alerts only between 8 and 18');
    assert.equal(alerts?.kind === 'ask' && alerts.options[0]?.text, 'alerts here quiet 18:00-08:00');
    assert.equal(read('no reminders before the weekend')?.kind, 'ask');
    assertDone('no alerts before 8', 'alerts here quiet 00:00-08:00');
    assert.equal(read('remind us before 9')?.kind, 'ask');
    assertDone('don’t forget to remind us at 9', 'remind us at 09:00');
    const evening = read('nothing after 5 please');
    assert.equal(evening?.kind === 'ask' && evening.options[0]?.text, 'quiet hours 17:00 to 07:00');
    assertDone('no reminders before 8 November', 'snooze until 2023-11-08');
  });

  it('is moved by a question whether reminders could come later', () => {
    assertDone('could they come two hours later?', 'remind us 120 minutes later');
  });

  it('is a day that is left out', () => {
    for (const text of ['stop the one 7 days before', 'skip the reminder 7 days before']) {
      assertDone(text, 'no reminder 7 days before');
    }
  });

  it('is in the zone that a name of the United States has, and asked back for an abbreviation', () => {
    assertDone('remind us at 7pm Eastern time', 'remind us at 19:00 America/New_York');
    assertDone('remind us at 7pm Pacific time', 'remind us at 19:00 America/Los_Angeles');
    assert.equal(read('remind us at 7pm EST')?.kind, 'ask');
  });

  it('is silence where no reminder is wanted for a time', () => {
    assertDone('no reminders for two weeks', 'snooze for 14 days');
    assertDone('quiet please until the 9th', 'snooze until 2023-09-09');
  });

  it('is asked back where a day is named to be reminded on', () => {
    assert.equal(read('remind us on Thursday')?.kind, 'ask');
    assertDone('remind us again on Thursday', 'snooze until 2023-09-07');
  });

  it('is read in other languages as well', () => {
    assertDone('午後3時半にリマインドしてください', 'remind us at 15:30');
    assertDone('毎日8時に通知してください', 'remind us at 08:00');
    assertDone('erinnere uns um 8 Uhr 45', 'remind us at 08:45');
    assertDone('préviens-nous à 8h30', 'remind us at 08:30');
    assertDone('avísanos a las 10:15', 'remind us at 10:15');
    assertDone('avise-nos às 7h', 'remind us at 07:00');
  });

  it('turns reminders on at a time of day, however it is said', () => {
    const times = {
      'a quarter to eight': '07:45',
      '8.15': '08:15',
      '0815': '08:15',
      '7 pm': '19:00',
      noon: '12:00',
    };
    for (const [said, time] of Object.entries(times))
      assertDone(`remind us at ${said}`, `remind us at ${time}`);
  });

  it('moves the time of reminders', () => {
    for (const [text, line] of [
      ['move the reminders half an hour later', 'remind us 30 minutes later'],
      ['could it come 2 hours earlier?', 'remind us 120 minutes earlier'],
      ['20 minutes sooner please', 'remind us 20 minutes earlier'],
    ] as const) {
      assertDone(text, line);
    }
  });

  it('turns reminders on in the zone that is named', () => {
    const zones = {
      'Tokyo Standard Time': 'Asia/Tokyo',
      munich: 'Europe/Berlin',
      Japan: 'Asia/Tokyo',
      CET: 'Europe/Berlin',
      utc: 'UTC',
    };
    for (const [said, zone] of Object.entries(zones)) {
      assertDone(`remind us at 09:00 ${said}`, `remind us at 09:00 ${zone}`);
    }
  });

  it('asks which zone is meant, the reader’s own first', () => {
    const asked = read('remind us at 09:00 UTC+2');
    assert.equal(asked?.kind === 'ask' && asked.options[0]?.text, 'remind us at 09:00 Europe/Berlin');
    const bst = read('remind us at 09:00 BST');
    assert.deepEqual(bst?.kind === 'ask' && bst.options.map(({ title }) => title), [
      'Europe/London',
      'Asia/Dhaka',
      'Pacific/Bougainville',
    ]);
  });
});
