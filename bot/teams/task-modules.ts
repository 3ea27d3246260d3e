import { CardFactory } from 'botbuilder';
import { searchZones } from '../campaign/zones.ts';
import { renderRefusal, type Access } from './access.ts';
import type { Clock } from '../platform/clock.ts';
import type { Message } from '../delivery/message.ts';
import { submitOnly } from '../rendering/render.ts';
import { saveReminderSettings, stopRemindersFor } from './card-actions/reminder-settings.ts';
import type { CommandServices } from './commands/command.ts';
import { showReminderSettings } from './commands/settings.ts';
import { addUndo } from '../rendering/undo-button.ts';
import { watchChanges } from './watch-changes.ts';
import { createContexts } from './turn-context.ts';
import type { Inbound } from './turn/activity.ts';

/** The answer to a `task/fetch` or `task/submit`. */
export interface TaskModuleAnswer {
  /** What the task module shows next; null closes it. */
  body: object | null;
  /** Posted in the conversation, for all to see what was changed. */
  post?: Message;
}

/** The task module for reminder settings, and the choices that its inputs search. */
export interface TaskModules {
  open(inbound: Inbound): Promise<TaskModuleAnswer>;
  /** `value` is the invoke's. */
  submit(value: unknown, inbound: Inbound): Promise<TaskModuleAnswer>;
  /** Choices while somebody types: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
  searchChoices(value: unknown): object;
}

/** Teams shows no more in one list. */
const MOST_CHOICES = 15;
const HEIGHT = 'large';
const WIDTH = 'medium';

export function createTaskModules({
  clock,
  access,
  ...services
}: CommandServices & { clock: Clock; access: Access }): TaskModules {
  const openContext = createContexts(services, clock);
  return {
    async open(inbound) {
      const context = await openContext(inbound);
      const refusal = await access.refusalOf('change-reminders', inbound);
      if (refusal) return { body: show(renderRefusal(context.guide, refusal)) };
      return { body: show(await showReminderSettings(context)) };
    },

    async submit(value, inbound) {
      const context = await openContext(inbound);
      const refusal = await access.refusalOf('change-reminders', inbound);
      if (refusal) return { body: show(renderRefusal(context.guide, refusal)) };
      const { data } = (value ?? {}) as { data?: Record<string, unknown> | null };
      const { verb, ...fields } = data ?? {};
      const changes = await watchChanges('change-reminders', context);
      const echo = async (message: Message) => ({ body: null, post: addUndo(message, await changes()) });
      if (verb === 'stop-reminders') return echo(await stopRemindersFor(context));
      const outcome = await saveReminderSettings(fields, context);
      return 'saved' in outcome ? echo(outcome.saved) : { body: show(outcome.form) };
    },

    searchChoices(value) {
      const { dataset, queryText } = (value ?? {}) as { dataset?: unknown; queryText?: unknown };
      const text = typeof queryText === 'string' ? queryText.slice(0, 100) : '';
      const results = dataset === 'zones' ? searchZones(text, MOST_CHOICES) : [];
      return {
        type: 'application/vnd.microsoft.search.searchResponse',
        value: { results: results.map((zone) => ({ title: zone, value: zone })) },
      };
    },
  };
}

function show({ card }: Message): object {
  const value = {
    title: 'Reminder settings',
    height: HEIGHT,
    width: WIDTH,
    card: CardFactory.adaptiveCard(submitOnly(card)),
  };
  return { task: { type: 'continue', value } };
}
