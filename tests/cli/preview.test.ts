import assert from 'node:assert/strict';
import { main } from '../../bot/cli/preview.ts';
import { runMain } from '../support/run-main.ts';

interface Calendar {
  notices: {
    cutOff: string;
    reminders: { offset: number; dueAt: string }[];
    weeklyFrom: { dueAt: string };
  }[];
  reachedWithinSeconds: number;
}

/** Of one notice, whose dates don't move. */
const ONE = ['--notice', 'azure-ad-connect-v1'];

describe('npm run preview', () => {
  it('prints each offset at its local time, on both sides of a clock change', async () => {
    const { stdout } = await runMain(main, [
      ...ONE,
      '--zone',
      'Europe/Berlin',
      '--at',
      '09:00',
      '--from',
      '2022-09-01',
    ]);
    const lines = stdout.trim().split('\n');
    assert.equal(lines.length, 15);
    assert.match(lines[0] ?? '', /^2022-10-01 09:00 \+02:00 {2}T-365 .*in 365 days\.$/);
    assert.match(lines[1] ?? '', /^2023-04-04 09:00 \+02:00 {2}T-180/);
    assert.match(lines.at(-6) ?? '', /^2023-10-01 09:00 \+02:00 {2}T-0 .*stops working today/);
    assert.match(lines.at(-5) ?? '', /^2023-10-02 09:00 \+02:00 {2}and weekly from then on, while/);
    assert.match(lines.at(-4) ?? '', /^2023-10-01 {2}alerts about servers .* become critical/);
    assert.match(
      lines.at(-3) ?? '',
      /^2023-10-02 09:00 \+02:00 {2}and a digest each month from then on, while/,
    );
    assert.match(lines.at(-2) ?? '', /within 24 hours: at 2022-10-02 09:00 \+02:00 first\.$/);
    assert.match(lines.at(-1) ?? '', /^Each reaches 1 conversation of one tenant within 1 s\./);
  });

  it('leaves out what is past', async () => {
    const { stdout } = await runMain(main, [...ONE, '--zone', 'UTC', '--from', '2023-09-30T09:00:00Z']);
    assert.match(
      stdout,
      /^2023-10-01 09:00 \+00:00 {2}T-0 [^\n]*\n2023-10-02 [^\n]*\n2023-10-01 [^\n]*critical\n2023-10-02 [^\n]*digest[^\n]*\nIdentity teams [^\n]*\nEach reaches [^\n]*\n$/,
    );
  });

  it('says when nothing is left', async () => {
    const { stdout, code } = await runMain(main, [...ONE, '--from', '2026-11-22']);
    assert.match(
      stdout,
      /^No reminder before or on the cut-off is left\. Azure AD Connect V1 stopped working .* 3 years ago\.\n2026-11-23 09:00 \+00:00 {2}and weekly[^\n]*\n2026-12-07 09:00 [^\n]*digest[^\n]*\nIdentity teams [^\n]*\nEach reaches [^\n]*\n$/,
    );
    assert.equal(code, 0);
  });

  it('predicts how long it takes to reach everyone under the limits', async () => {
    const { stdout } = await runMain(main, ['--from', '2023-09-30', '--conversations', '10000']);
    assert.match(stdout, /^Each reaches 10000 conversations of one tenant within 3 min 22 s/m);
    const many = await runMain(main, ['--from', '2023-09-30', '--conversations', '1000,200,50']);
    assert.match(many.stdout, /^Each reaches 1250 conversations of 3 tenants within 21 s/m);
  });

  it('takes other days and quiet hours, and says what has moved from its day', async () => {
    const args = [...ONE, '--from', '2023-09-20', '--offsets', '7,0', '--weekend', 'after', '--at', '23:00'];
    const { stdout } = await runMain(main, [...args, '--quiet', '22:00-07:00']);
    assert.match(
      stdout,
      /^2023-09-26 07:00 \+00:00 {2}T-7 [^\n]* \(moved from 2023-09-24\)\n2023-10-03 07:00 \+00:00 {2}T-0 [^\n]* \(moved from 2023-10-01\)\n/,
    );
  });

  it('prints all of it for machines', async () => {
    const args = [...ONE, '--from', '2023-09-29', '--weekend', 'before', '--conversations', '100', '--json'];
    const calendar = JSON.parse((await runMain(main, args)).stdout) as Calendar;
    assert.equal(calendar.reachedWithinSeconds, 2);
    const [notice, ...others] = calendar.notices;
    assert.equal(others.length, 0);
    assert.deepEqual(
      notice?.reminders.map(({ offset, dueAt }) => [offset, dueAt]),
      [[0, '2023-09-29T09:00:00.000Z']],
    );
    assert.equal(notice.cutOff, '2023-10-01');
    assert.equal(notice.weeklyFrom.dueAt, '2023-10-02T09:00:00.000Z');
  });

  it('counts hours for an acknowledgement as the settings do, and leaves out a digest that is off', async () => {
    const settings = { ACKNOWLEDGE_WITHIN_HOURS: '48' };
    const args = [...ONE, '--from', '2023-09-29', '--digest', 'off'];
    const { stdout } = await runMain(main, args, { settings });
    assert.match(stdout, /within 48 hours: at 2023-10-02 09:00 \+00:00 first\.\n/);
    assert.doesNotMatch(stdout, /digest/);
  });

  it('lists every notice, the nearest deadline first', async () => {
    const { stdout } = await runMain(main, ['--from', '2023-09-29', '--json']);
    const dates = (JSON.parse(stdout) as Calendar).notices.map(({ cutOff }) => cutOff);
    assert.ok(dates.length > 1);
    assert.deepEqual(dates, dates.toSorted());
  });

  it('refuses a zone, a time and an instant that it cannot read', async () => {
    const cases: [string[], RegExp][] = [
      [['--zone', 'Berlin'], /--zone "Berlin" is not a time zone: did you mean Europe\/Berlin/],
      [['--at', '9'], /--at "9" is not a time of day/],
      [['--weekend', 'never'], /--weekend "never" is not one of on, before, after/],
      [['--offsets', '7,x'], /--offsets "7,x" is not a list of days/],
      [['--quiet', '22:00'], /--quiet "" is not a time of day/],
      [['--quiet', '22:00-22:00'], /begins and ends at the same time/],
      [['--conversations', 'many'], /--conversations "many" is not a number/],
      [['--from', 'later'], /--from "later" is not a date and time/],
    ];
    for (const [args, message] of cases) {
      const { stderr, code } = await runMain(main, args);
      assert.match(stderr, message);
      assert.equal(code, 1);
    }
  });
});
