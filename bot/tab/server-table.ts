import type { ServerBody, StatusCount } from '../dashboard/campaign-body.ts';
import type { Api } from './api.ts';
import { el } from './dom.ts';
import { formatInstant, type Reader } from './format.ts';
import { statusBadge } from './server-badge.ts';
import { createServerHistory } from './server-history.ts';

const HEADS = ['Server', 'Version', 'Status', 'Role', 'Sign-in', 'Reported'];

/** A table of servers that remembers which ones are unfolded to their history. */
export interface ServerTable {
  /** `summary` has the names of the statuses. */
  draw(servers: readonly ServerBody[], summary: StatusCount[]): HTMLElement;
}

export function createServerTable(api: Pick<Api, 'get'>, reader: Reader): ServerTable {
  const expanded = new Set<string>();
  const histories = createServerHistory(api, reader);

  function drawRows(server: ServerBody, summary: StatusCount[]): HTMLElement[] {
    const isOpen = expanded.has(server.id);
    const history = el('tr', { id: `history-${server.id}`, class: 'history', hidden: !isOpen });
    const button = el(
      'button',
      {
        class: 'unfold',
        type: 'button',
        'aria-expanded': String(isOpen),
        'aria-controls': `history-${server.id}`,
        'data-key': server.id,
        click: (event) => toggle(server, history, event.currentTarget as HTMLElement),
      },
      server.name,
    );
    if (isOpen) void histories.fill(history, server);
    return [el('tr', {}, drawCells(server, { button, summary, reader })), history];
  }

  function toggle(server: ServerBody, history: HTMLElement, button: HTMLElement): void {
    const isOpen = !expanded.delete(server.id);
    if (isOpen) expanded.add(server.id);
    history.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) void histories.fill(history, server);
  }

  return {
    draw: (servers, summary) =>
      el(
        'table',
        { class: 'table' },
        el('caption', { class: 'visually-hidden' }, 'Servers and their status'),
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            HEADS.map((head, i) => el('th', { scope: 'col', class: `column-${i}` }, head)),
          ),
        ),
        el(
          'tbody',
          {},
          servers.flatMap((server) => drawRows(server, summary)),
        ),
      ),
  };
}

function drawCells(
  { version, status, role, authentication, observedAt, reporter, claim }: ServerBody,
  { button, summary, reader }: { button: HTMLElement; summary: StatusCount[]; reader: Reader },
): HTMLElement[] {
  return [
    el(
      'th',
      { scope: 'row', class: 'column-0' },
      button,
      el('span', { class: 'narrow-only secondary' }, version ?? 'version unknown'),
    ),
    el('td', { class: 'column-1' }, version ?? '–'),
    el('td', { class: 'column-2' }, statusBadge(status, summary)),
    el('td', { class: 'column-3' }, role ?? '–'),
    el('td', { class: 'column-4' }, authentication ?? '–'),
    el(
      'td',
      { class: 'column-5' },
      formatInstant(observedAt, reader),
      el('span', { class: 'secondary' }, ` by ${reporter}`),
      claim &&
        el(
          'p',
          { class: 'claim' },
          `${claim.reporter} says it ${claim.says}. Not confirmed; it doesn’t end reminders.`,
        ),
    ),
  ];
}
