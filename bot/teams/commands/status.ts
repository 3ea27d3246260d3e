import type { Message } from '../../delivery/message.ts';
import { listDays } from '../../dashboard/audit-trail.ts';
import { formatInstant, formatTime } from '../../guidance/date-format.ts';
import type { Subscription } from '../../reminders/ports.ts';
import { completeSchedule } from '../../reminders/schedule.ts';
import { LOCAL_MODE } from '../../rendering/local-mode.ts';
import { renderStatus } from '../../rendering/status-card.ts';
import { findComing, readProgress, subscriptionKey } from './coming-reminders.ts';
import { describeCoverage } from './coverage-text.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { titleOfReminders } from './reminder-notes.ts';

const PATTERN = /^status$/i;

export const STATUS = defineCommand({
  name: 'status',
  act: 'read',
  forms: ['status'],
  menu: [
    {
      title: 'status',
      description: 'Days to the cut-off, servers left to migrate, and the reminders set here',
    },
  ],
  parse: (text) => (PATTERN.test(text) ? {} : null),
  handle: (_args, context) => answerStatus(context),
});

async function answerStatus(context: CommandContext): Promise<Message> {
  const { guide, subscriptions, dashboardLinks, localNow, trustsEverybody } = context;
  const existing = await subscriptions.findSubscription(subscriptionKey(context));
  const coming = existing && (await findComing(existing, context));
  const next = coming?.facts[0];
  return renderStatus(guide, localNow, {
    facts: [
      {
        title: await titleOfReminders(context),
        value: existing ? describeHere(existing, context) : 'off',
      },
      ...(existing ? describeSchedule(existing, context) : []),
      ...(trustsEverybody ? [LOCAL_MODE] : []),
      ...(coming ? [{ title: 'Next', value: next ? `${next.title} (${next.value})` : coming.none }] : []),
    ],
    topics: ['what-to-do', existing ? 'compare' : 'reminders'],
    progress: await readProgress(context),
    links: dashboardLinks(guide.notice.id),
  });
}

/** On which days they come, and until when they are snoozed. */
function describeSchedule(existing: Subscription, { localNow: { now, locale } }: CommandContext): Facts {
  const { snoozedUntil, zone } = existing;
  const isSnoozed = snoozedUntil !== null && snoozedUntil > now;
  return [
    { title: 'They come', value: listDays(completeSchedule(existing), locale).join('; ') },
    ...(isSnoozed ? [{ title: 'Snoozed until', value: formatInstant(snoozedUntil, zone, locale) }] : []),
  ];
}

type Facts = { title: string; value: string }[];

/** What the reminders here are about is said where there are several notices. */
function describeHere(
  { localTime, zone, coverage }: Subscription,
  { urgent, localNow }: CommandContext,
): string {
  const at = `at ${formatTime(localTime, localNow.locale)} (${zone})`;
  return urgent.length > 1 ? `${at}, ${describeCoverage(coverage, urgent)}` : at;
}
