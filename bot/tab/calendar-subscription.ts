import { describeError } from './api.ts';
import { el, show } from './dom.ts';
import type { ViewContext } from './view.ts';

/** Shows the address at which Outlook can subscribe to the milestones, and revokes it. */
export function createCalendarSubscription({
  api,
  announce,
}: Pick<ViewContext, 'api' | 'announce'>): HTMLElement {
  const element = el('div', { class: 'subscription' });

  const attempt = (action: () => Promise<void>) => () => {
    void action().catch((error: unknown) => announce(describeError(error)));
  };
  const subscribe = attempt(async () => {
    const { url } = await api.post<{ url: string }>('/api/calendar-address', {});
    showAddress(url);
  });
  const revoke = attempt(async () => {
    await api.post('/api/calendar-address/revoke', {});
    showOffer();
    announce('The calendar address was revoked. Calendars that use it are no longer updated.');
  });

  function showOffer(): void {
    show(element, button('Subscribe', 'Subscribe to the calendar', subscribe));
  }

  function showAddress(url: string): void {
    const field = el('input', {
      type: 'text',
      class: 'field',
      readonly: true,
      value: url,
      'aria-label': 'Calendar address',
    });
    const copy = async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(url);
        announce('Copied the calendar address.');
      } catch {
        announce('Press Ctrl+C to copy the calendar address.'); // Teams may refuse the clipboard
      }
    };
    show(
      element,
      el(
        'p',
        {},
        'In Outlook, choose Add calendar, Subscribe from web, and paste this address. Whoever has it can read the milestones.',
      ),
      field,
      el(
        'div',
        { class: 'actions' },
        button('Copy', 'Copy the calendar address', () => void copy()),
        button('Revoke', 'Revoke the calendar address', revoke),
      ),
    );
    field.select();
  }

  showOffer();
  return element;
}

function button(title: string, label: string, click: () => void): HTMLElement {
  return el('fluent-button', { role: 'button', 'aria-label': label, click }, title);
}
