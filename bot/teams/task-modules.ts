import { CardFactory } from 'botbuilder';
import { searchZones } from '../campaign/zones.ts';
import type { Moment } from '../guidance/moments.ts';
import { submitOnly } from '../rendering/render.ts';
import type { Inbound } from './turn/activity.ts';
import type { ReminderSettings } from './commands/reminder-settings.ts';
import type { Message } from '../delivery/message.ts';

/** What comes of a dialog. */
export interface DialogAnswer {
  /** What it shows next; null closes it. */
  body: object | null;
  /** Posted in the conversation, for all to see what was changed. */
  post?: Message;
}

/** The dialog for reminder settings, and what its inputs search. */
export interface Dialogs {
  open(inbound: Inbound, moment: Moment): Promise<DialogAnswer>;
  submit(value: unknown, inbound: Inbound, moment: Moment): Promise<DialogAnswer>;
  /** Choices while somebody types: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
  search(value: unknown): object;
}

/** Teams shows no more in one list. */
const MOST_CHOICES = 15;
const HEIGHT = 'large';
const WIDTH = 'medium';

export function createDialogs({ settings }: { settings: ReminderSettings }): Dialogs {
  return {
    open: async (inbound, moment) => ({ body: show(await settings.show(inbound, moment)) }),

    async submit(value, inbound, moment) {
      const { verb, ...fields } = ((value as { data?: object } | null)?.data ?? {}) as Record<
        string,
        unknown
      >;
      if (verb === 'stop-reminders') return { body: null, post: await settings.stop(inbound, moment) };
      const outcome = await settings.save(fields, inbound, moment);
      return 'saved' in outcome ? { body: null, post: outcome.saved } : { body: show(outcome.form) };
    },

    search(value) {
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
