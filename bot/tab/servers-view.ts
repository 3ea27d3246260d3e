import type { CampaignBody, ServerBody, ServerPage, StatusCount } from '../dashboard/campaign-body.ts';
import { describeError } from './api.ts';
import { createPart, el, show, type Child } from './dom.ts';
import { renderEmptyState } from './messages.ts';
import { statusBadge } from './server-badge.ts';
import { createServerHistory } from './server-history.ts';
import type { ViewContext, View } from './view.ts';
import { formatCount, formatInstant, formatNumber } from './format.ts';

/** Delay between the last key press and the search. */
const TYPING_MS = 200;

/** The servers with their status: filtered, searched, a page at a time, each with its history. */
export function createServersView({ api, reader, announce }: ViewContext, search: string): View {
  let status = '';
  let campaign: CampaignBody | null = null;
  let shown: ServerBody[] = [];
  let latestRequest = 0;
  const expanded = new Set<string>();
  const histories = createServerHistory(api, reader);

  const input = el('input', {
    id: 'server-search',
    class: 'field search',
    type: 'search',
    placeholder: 'Name or version',
    autocomplete: 'off',
    maxlength: 100,
    value: search,
    input: typed,
  });
  const filters = el('div', { class: 'filters', role: 'group', 'aria-label': 'Status' });
  const count = el('p', { class: 'secondary count', role: 'status' });
  const list = el('div', {});
  const element = el(
    'div',
    { class: 'card wide' },
    el(
      'div',
      { class: 'toolbar' },
      el('h1', { class: 'card-title' }, 'Servers'),
      el('label', { class: 'field-label', for: 'server-search' }, 'Search'),
      input,
    ),
    filters,
    count,
    list,
  );

  const updateFilters = createPart(filters, (data: { summary: StatusCount[]; all: number; status: string }) =>
    drawFilters(data),
  );

  function drawFilters({
    summary,
    all,
    status: chosen,
  }: {
    summary: StatusCount[];
    all: number;
    status: string;
  }) {
    const filter = (id: string, label: string, number: number) =>
      el(
        'fluent-button',
        {
          role: 'button',
          shape: 'circular',
          size: 'small',
          appearance: id === chosen ? 'primary' : 'outline',
          'aria-pressed': id === chosen ? 'true' : 'false',
          'data-key': `filter-${id}`,
          click: () => choose(id),
        },
        `${label} ${formatNumber(number, reader)}`,
      );
    return [filter('', 'All', all), summary.map(({ status: id, label, count: of }) => filter(id, label, of))];
  }

  function choose(chosen: string): void {
    status = chosen;
    redrawFilters();
    void load();
  }

  let typing: ReturnType<typeof setTimeout> | undefined;
  function typed(): void {
    clearTimeout(typing);
    typing = setTimeout(() => void load(), TYPING_MS);
  }

  function redrawFilters(): void {
    if (!campaign) return;
    const { summary, reported } = campaign.servers;
    updateFilters({ summary, all: reported, status });
  }

  /** Ignores the answer if a newer request has been made meanwhile. */
  async function load(after = ''): Promise<void> {
    const request = ++latestRequest;
    const search = input.value.trim();
    const isPlain = !after && !search && !status;
    try {
      const page =
        isPlain && campaign
          ? campaign.servers.page
          : await api.get<ServerPage>('/api/campaign/servers', {
              ...(status ? { status } : {}),
              ...(search ? { search } : {}),
              ...(after ? { after } : {}),
            });
      if (request !== latestRequest) return;
      const first = after ? shown.length : 0;
      shown = after ? [...shown, ...page.items] : page.items;
      draw(page);
      if (after) list.querySelectorAll<HTMLElement>('tbody .unfold')[first]?.focus();
    } catch (error) {
      if (request === latestRequest) announce(describeError(error));
    }
  }

  const updateList = createPart(list, ({ page }: { page: ServerPage; rows: readonly ServerBody[] }) =>
    shown.length === 0 ? [emptyState()] : [table(), more(page)],
  );

  function draw(page: ServerPage): void {
    show(count, shown.length === 0 ? '' : formatCount(page.total, 'server', reader));
    updateList({ page: { ...page, items: [] }, rows: shown });
  }

  function emptyState(): Child {
    return campaign && campaign.servers.reported === 0
      ? renderEmptyState(
          'No servers yet',
          el('p', {}, 'Tell Cutover in a chat:'),
          el('p', { class: 'command' }, 'AADC01 runs 1.6.16.0'),
          el('p', {}, 'A script can report all of them at once with POST /api/servers.'),
        )
      : renderEmptyState('No servers match', el('p', {}, 'Choose another status or shorten the search.'));
  }

  function table(): HTMLElement {
    const heads = ['Server', 'Version', 'Status', 'Role', 'Sign-in', 'Reported'];
    return el(
      'table',
      { class: 'table' },
      el('caption', { class: 'visually-hidden' }, 'Servers and their status'),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          heads.map((head, i) => el('th', { scope: 'col', class: `column-${i}` }, head)),
        ),
      ),
      el(
        'tbody',
        {},
        shown.flatMap((server) => rows(server)),
      ),
    );
  }

  function rows(server: ServerBody): HTMLElement[] {
    const isOpen = expanded.has(server.id);
    const more = el('tr', { id: `history-${server.id}`, class: 'history', hidden: !isOpen });
    const row = el(
      'tr',
      {},
      el(
        'th',
        { scope: 'row', class: 'column-0' },
        el(
          'button',
          {
            class: 'unfold',
            type: 'button',
            'aria-expanded': String(isOpen),
            'aria-controls': `history-${server.id}`,
            'data-key': server.id,
            click: (event) => toggle(server, more, event.currentTarget as HTMLElement),
          },
          server.name,
        ),
        el('span', { class: 'narrow-only secondary' }, server.version ?? 'version unknown'),
      ),
      el('td', { class: 'column-1' }, server.version ?? '–'),
      el('td', { class: 'column-2' }, statusBadge(server.status, campaign?.servers.summary ?? [])),
      el('td', { class: 'column-3' }, server.role ?? '–'),
      el('td', { class: 'column-4' }, server.authentication ?? '–'),
      el(
        'td',
        { class: 'column-5' },
        formatInstant(server.observedAt, reader),
        el('span', { class: 'secondary' }, ` by ${server.reporter}`),
        server.claim &&
          el(
            'p',
            { class: 'claim' },
            `${server.claim.reporter} says it ${server.claim.says}. Not confirmed; it doesn’t end reminders.`,
          ),
      ),
    );
    if (isOpen) void histories.fill(more, server);
    return [row, more];
  }

  function toggle(server: ServerBody, more: HTMLElement, button: HTMLElement): void {
    const isOpen = !expanded.delete(server.id);
    if (isOpen) expanded.add(server.id);
    more.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) void histories.fill(more, server);
  }

  function more({ next }: ServerPage): Child {
    return (
      next !== null &&
      el(
        'fluent-button',
        { role: 'button', class: 'more', appearance: 'outline', click: () => void load(next) },
        'Show more',
      )
    );
  }

  return {
    element,
    update(news) {
      campaign = news;
      if (status && !news.servers.summary.some((each) => each.status === status)) status = '';
      redrawFilters();
      // A list of several pages stays as it is until the reader filters or searches.
      if (shown.length <= news.servers.page.items.length || shown.length === 0) void load();
    },
  };
}
