import { parseArgs } from 'node:util';
import { DateTime } from 'luxon';
import { DEFAULT_RUNGS, WEEKEND_RULES, type DueRung, type WeekendRule } from '../campaign/ladder.ts';
import { planReminders } from '../campaign/plan.ts';
import { createClock } from '../clock.ts';
import { CutoverError } from '../errors.ts';
import { readZone } from './read-zone.ts';
import { DEFAULT_NOTICE, loadGuide } from '../load-guide.ts';
import { secondsToReach } from '../reminders/limits.ts';
import { tellCutOff } from '../rendering/note-cards.ts';
import { toSummary } from '../rendering/message.ts';
import { reportFailure } from '../describe-failure.ts';

await main().catch(reportFailure);

/** Prints every reminder that a subscription made at `--from` would bring, without sending one. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      zone: { type: 'string', default: 'UTC' },
      at: { type: 'string', default: '09:00' },
      weekend: { type: 'string', default: 'on' },
      from: { type: 'string' },
      notice: { type: 'string', default: DEFAULT_NOTICE },
      conversations: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const zone = readZone(values.zone);
  const from = values.from === undefined ? createClock().now() : readInstant(values.from, zone);
  const localTime = readLocalTime(values.at);
  const weekend = readWeekend(values.weekend);
  const conversations = readCount(values.conversations);
  const guide = await loadGuide(values.notice);
  const { cutOff } = guide.notice;
  if (!cutOff) throw new CutoverError('no-cut-off', `The notice "${values.notice}" states no cut-off date.`);
  const schedule = { localTime, zone, weekend, rungs: DEFAULT_RUNGS };
  // As if one server were left: the last of what is to come is then the first of the weekly ones.
  const progress = { onRetired: 1, unknown: 0, reported: 1 };
  const { upcoming } = planReminders({ cutOff, schedule, since: from, now: from, progress });
  const toEntry = ({ rung, dueAt }: DueRung) => ({
    rung,
    dueAt: dueAt.toISOString(),
    local: DateTime.fromJSDate(dueAt, { zone }).toFormat('yyyy-MM-dd HH:mm ZZ'),
    text: toSummary(tellCutOff(guide, { now: dueAt, zone })),
  });
  const calendar = {
    notice: guide.notice.id,
    cutOff,
    zone,
    at: localTime,
    weekend,
    from: from.toISOString(),
    told: toSummary(tellCutOff(guide, { now: from, zone })),
    reminders: upcoming.slice(0, -1).map(toEntry),
    weeklyFrom: upcoming.slice(-1).map(toEntry)[0],
    conversations,
    reachedWithinSeconds: Math.max(1, Math.ceil(secondsToReach(conversations))),
  };
  process.stdout.write(values.json ? `${JSON.stringify(calendar, null, 2)}\n` : write(calendar));
}

interface Entry {
  rung: number;
  local: string;
  text: string;
}

function write(calendar: {
  reminders: Entry[];
  weeklyFrom: Entry | undefined;
  told: string;
  conversations: number;
  reachedWithinSeconds: number;
}): string {
  const { reminders, weeklyFrom, conversations, reachedWithinSeconds } = calendar;
  const lines = reminders.map(({ local, rung, text }) => `${local}  T-${rung}  ${text}`);
  if (lines.length === 0) lines.push(`No reminder is left. ${calendar.told}`);
  if (weeklyFrom) {
    lines.push(`${weeklyFrom.local}  and weekly from then on, while a reported server still runs V1`);
  }
  lines.push(
    `Each reaches ${conversations} ${conversations === 1 ? 'conversation' : 'conversations'} of one tenant within ${writeDuration(reachedWithinSeconds)}, for Teams takes 50 requests a second; a second process makes it no faster.`,
  );
  return `${lines.join('\n')}\n`;
}

function writeDuration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function readInstant(text: string, zone: string): Date {
  const instant = DateTime.fromISO(text, { zone });
  if (instant.isValid) return instant.toJSDate();
  throw new CutoverError(
    'bad-instant',
    `--from "${text}" is no instant: write it like 2023-09-01 or 2023-09-01T12:00:00Z.`,
  );
}

function readLocalTime(text: string): string {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return text;
  throw new CutoverError('bad-time', `--at "${text}" is no time of day: write it like 09:00.`);
}

function readWeekend(text: string): WeekendRule {
  const rule = WEEKEND_RULES.find((known) => known === text);
  if (rule) return rule;
  throw new CutoverError('bad-weekend', `--weekend "${text}" is none of ${WEEKEND_RULES.join(', ')}.`);
}

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new CutoverError('bad-count', `--conversations "${text}" is no number of conversations.`);
}
