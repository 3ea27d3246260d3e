import type { CampaignBody, SubscriptionBody } from '../dashboard/campaign-body.ts';
import { describeError } from './api.ts';
import { createPart, el, type Child } from './dom.ts';
import { formatCount, type Reader } from './format.ts';
import { renderEmptyState } from './messages.ts';
import type { FormChoices } from './reminder-form.ts';
import { drawSubscription, type SubscriptionActions } from './subscription-card.ts';
import type { ViewContext, View } from './view.ts';

const KINDS = { channel: 'Channel', groupChat: 'Group chat' } as const;

/** The reminder schedules of channels and group chats, with buttons to change and stop them. */
export function createRemindersView(context: ViewContext): View {
  const { api, reader, channelId, refresh, announce } = context;
  const list = el('div', { class: 'stack' });
  const element = el('div', { class: 'stack' }, el('h1', { class: 'visually-hidden' }, 'Reminders'), list);
  let edited: string | null = null;
  let newest: CampaignBody | null = null;

  async function send(path: string, body: object, done: string): Promise<void> {
    try {
      await api.post(path, body);
      edited = null;
      announce(done);
      refresh();
      redraw();
    } catch (error) {
      announce(describeError(error));
    }
  }

  const actionsOf = ({ id }: SubscriptionBody): SubscriptionActions => ({
    edit: (isOpen) => edit(isOpen ? id : null),
    save: (schedule) => void send('/api/reminders', { subscription: id, ...schedule }, 'Reminders changed.'),
    stop: () => void send('/api/reminders/stop', { subscription: id }, 'Reminders stopped.'),
  });

  const update = createPart(
    list,
    ({ reminders }: { reminders: CampaignBody['reminders']; edited: string | null }) => {
      const { subscriptions, personalChats, form } = reminders;
      return [
        subscriptions.length === 0 && el('div', { class: 'card wide' }, emptyState()),
        subscriptions.map((subscription, i) => draw(subscription, i, form)),
        personalChats > 0 && el('p', { class: 'secondary' }, describePersonalChats(personalChats, reader)),
      ];
    },
  );

  /** Not called while a form is open, except to close it. */
  function redraw(): void {
    if (newest) update({ reminders: newest.reminders, edited });
  }

  function edit(id: string | null): void {
    const before = edited;
    edited = id;
    redraw();
    const key = id === null ? `change-${before ?? ''}` : `form-${id}`;
    list.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
  }

  function draw(subscription: SubscriptionBody, index: number, form: FormChoices): Child {
    const { id, kind, conversationId, name } = subscription;
    const place = conversationId === channelId ? 'This channel' : (name ?? `${KINDS[kind]} ${index + 1}`);
    const now = newest?.clock.now ?? '';
    const shown = { subscription, place, now, form, isFormOpen: id === edited };
    return drawSubscription(shown, actionsOf(subscription), reader);
  }

  return {
    element,
    update(campaign) {
      newest = campaign;
      if (edited === null) redraw();
    },
  };
}

function describePersonalChats(count: number, reader: Reader): string {
  const get = count === 1 ? 'gets' : 'get';
  return `${formatCount(count, 'personal chat', reader)} also ${get} reminders. Only the people in them can change those.`;
}

function emptyState(): HTMLElement {
  return renderEmptyState(
    'No reminders yet',
    el('p', {}, 'In a channel that should get reminders, post:'),
    el('p', { class: 'command' }, '@Cutover remind us at 09:00'),
  );
}
