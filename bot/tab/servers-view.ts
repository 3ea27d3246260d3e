import type { CampaignBody, ServerBody, ServerPage, StatusCount } from '../dashboard/campaign-body.ts';
import { describeError } from './api.ts';
import { createPart, el, show, type Child } from './dom.ts';
import { renderEmptyState } from './messages.ts';
import { createServerTable } from './server-table.ts';
import type { ViewContext, View } from './view.ts';
import { formatCount, formatNumber, type Reader } from './format.ts';

/** Delay between the last key press and the search. */
const TYPING_MS = 200;

/** The servers with their status: filtered, searched, a page at a time, each with its history. */
export function createServersView({ api, reader, announce }: ViewContext, search: string): View {
  let status = '';
  let campaign: CampaignBody | null = null;
  let shown: ServerBody[] = [];
  let latestRequest = 0;
  const table = createServerTable(api, reader);

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
  const element = drawFrame({ input, filters, count, list });

  const updateFilters = createPart(filters, (data: FilterData) => drawFilters(data, choose, reader));

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
    shown.length === 0
      ? [drawNoServers(campaign)]
      : [table.draw(shown, campaign?.servers.summary ?? []), drawMore(page, load)],
  );

  function draw(page: ServerPage): void {
    show(count, shown.length === 0 ? '' : formatCount(page.total, 'server', reader));
    updateList({ page: { ...page, items: [] }, rows: shown });
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

interface Frame {
  input: HTMLElement;
  filters: HTMLElement;
  count: HTMLElement;
  list: HTMLElement;
}

function drawFrame({ input, filters, count, list }: Frame): HTMLElement {
  return el(
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
}

function drawNoServers(campaign: CampaignBody | null): Child {
  return campaign && campaign.servers.reported === 0
    ? renderEmptyState(
        'No servers yet',
        el('p', {}, 'Tell Cutover in a chat:'),
        el('p', { class: 'command' }, 'AADC01 runs 1.6.16.0'),
        el('p', {}, 'A script can report all of them at once with POST /api/servers.'),
      )
    : renderEmptyState('No servers match', el('p', {}, 'Choose another status or shorten the search.'));
}

function drawMore({ next }: ServerPage, load: (after: string) => Promise<void>): Child {
  return (
    next !== null &&
    el(
      'fluent-button',
      { role: 'button', class: 'more', appearance: 'outline', click: () => void load(next) },
      'Show more',
    )
  );
}

interface FilterData {
  summary: readonly StatusCount[];
  all: number;
  /** The chosen one, or an empty text for all. */
  status: string;
}

function drawFilters(
  { summary, all, status: chosen }: FilterData,
  choose: (status: string) => void,
  reader: Reader,
): Child[] {
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
  return [filter('', 'All', all), ...summary.map(({ status, label, count }) => filter(status, label, count))];
}
