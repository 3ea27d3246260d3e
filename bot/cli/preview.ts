import { parseArgs } from 'node:util';
import { DateTime } from 'luxon';
import { climbLadder, DEFAULT_RUNGS } from '../campaign/ladder.ts';
import { createClock } from '../clock.ts';
import { CutoverError } from '../errors.ts';
import { readZone } from './read-zone.ts';
import { DEFAULT_NOTICE, loadGuide } from '../load-guide.ts';
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
      from: { type: 'string' },
      notice: { type: 'string', default: DEFAULT_NOTICE },
    },
  });
  const zone = readZone(values.zone);
  const from = values.from === undefined ? createClock().now() : readInstant(values.from, zone);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(values.at)) {
    throw new CutoverError('bad-time', `--at "${values.at}" is no time of day: write it like 09:00.`);
  }
  const guide = await loadGuide(values.notice);
  const { cutOff } = guide.notice;
  if (!cutOff) throw new CutoverError('no-cut-off', `The notice "${values.notice}" states no cut-off date.`);
  const schedule = { localTime: values.at, zone, rungs: DEFAULT_RUNGS };
  const due = climbLadder(cutOff, schedule).filter(({ dueAt }) => dueAt > from);
  const lines = due.map(({ rung, dueAt }) => {
    const local = DateTime.fromJSDate(dueAt, { zone }).toFormat('yyyy-MM-dd HH:mm ZZ');
    return `${local}  T-${rung}  ${toSummary(tellCutOff(guide, { now: dueAt, zone }))}`;
  });
  const nothing = `No reminder is left. ${toSummary(tellCutOff(guide, { now: from, zone }))}`;
  process.stdout.write(`${lines.length > 0 ? lines.join('\n') : nothing}\n`);
}

function readInstant(text: string, zone: string): Date {
  const instant = DateTime.fromISO(text, { zone });
  if (instant.isValid) return instant.toJSDate();
  throw new CutoverError(
    'bad-instant',
    `--from "${text}" is no instant: write it like 2023-09-01 or 2023-09-01T12:00:00Z.`,
  );
}
