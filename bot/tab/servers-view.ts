import type { CampaignBody, ServerBody, ServerPage, StatusCount } from '../dashboard/campaign-body.ts';
import { tellFailure } from './api.ts';
import { createPart, el, show, type Child } from './dom.ts';
import { tellNothing } from './messages.ts';
import { statusBadge } from './server-badge.ts';
import { createServerHistory } from './server-history.ts';
import type { Surroundings, View } from './view.ts';
import { writeCount, writeInstant, writeNumber } from './words.ts';

/** So long after the last letter the list is asked for. */
const TYPING_MS = 200;

/** The servers with their verdicts: filtered, searched, a page at a time, each with its history. */
export function createServersView({ api, reader, announce }: Surroundings, search: string): View {
  let status = '';
  let campaign: CampaignBody | null = null;
  let shown: ServerBody[] = [];
  let question = 0;
  const unfolded = new Set<string>();
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
  const filters = el('div', { class: 'filters', role: 'group', 'aria-label': 'Verdict' });
  const count = el('p', { class: 'quiet count', role: 'status' });
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
        `${label} ${writeNumber(number, reader)}`,
      );
    return [filter('', 'All', all), summary.map(({ status: id, label, count: of }) => filter(id, label, of))];
  }

  function choose(chosen: string): void {
    status = chosen;
    redrawFilters();
    void ask();
  }

  let typing: ReturnType<typeof setTimeout> | undefined;
  function typed(): void {
    clearTimeout(typing);
    typing = setTimeout(() => void ask(), TYPING_MS);
  }

  function redrawFilters(): void {
    if (!campaign) return;
    const { summary, reported } = campaign.servers;
    updateFilters({ summary, all: reported, status });
  }

  /** An answer that a newer question has overtaken is not shown. */
  async function ask(after = ''): Promise<void> {
    const mine = ++question;
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
      if (mine !== question) return;
      const first = after ? shown.length : 0;
      shown = after ? [...shown, ...page.items] : page.items;
      draw(page);
      if (after) list.querySelectorAll<HTMLElement>('tbody .unfold')[first]?.focus();
    } catch (error) {
      if (mine === question) announce(tellFailure(error));
    }
  }

  const updateList = createPart(list, ({ page }: { page: ServerPage; rows: readonly ServerBody[] }) =>
    shown.length === 0 ? [nothing()] : [table(), more(page)],
  );

  function draw(page: ServerPage): void {
    show(count, shown.length === 0 ? '' : writeCount(page.total, 'server', reader));
    updateList({ page: { ...page, items: [] }, rows: shown });
  }

  function nothing(): Child {
    return campaign && campaign.servers.reported === 0
      ? tellNothing(
          'No server is reported yet',
          el('p', {}, 'Say to Cutover in any chat:'),
          el('p', { class: 'said' }, 'AADC01 runs 1.6.16.0'),
          el('p', {}, 'A script can report all of them at once: POST /api/servers.'),
        )
      : tellNothing('No server matches', el('p', {}, 'Choose another verdict, or search for less.'));
  }

  function table(): HTMLElement {
    const heads = ['Server', 'Version', 'Verdict', 'Role', 'Reported'];
    return el(
      'table',
      { class: 'table' },
      el('caption', { class: 'unseen' }, 'Servers and their verdicts'),
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
    const isOpen = unfolded.has(server.id);
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
        el('span', { class: 'narrow-only quiet' }, server.version ?? 'version not known'),
      ),
      el('td', { class: 'column-1' }, server.version ?? '–'),
      el('td', { class: 'column-2' }, statusBadge(server.status, campaign?.servers.summary ?? [])),
      el('td', { class: 'column-3' }, server.role ?? '–'),
      el(
        'td',
        { class: 'column-4' },
        writeInstant(server.observedAt, reader),
        el('span', { class: 'quiet' }, ` by ${server.reporter}`),
      ),
    );
    if (isOpen) void histories.fill(more, server);
    return [row, more];
  }

  function toggle(server: ServerBody, more: HTMLElement, button: HTMLElement): void {
    const isOpen = !unfolded.delete(server.id);
    if (isOpen) unfolded.add(server.id);
    more.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) void histories.fill(more, server);
  }

  function more({ next }: ServerPage): Child {
    return (
      next !== null &&
      el(
        'fluent-button',
        { role: 'button', class: 'more', appearance: 'outline', click: () => void ask(next) },
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
      // Whoever has unfolded further pages keeps them; the filter or the search brings the newest.
      if (shown.length <= news.servers.page.items.length || shown.length === 0) void ask();
    },
  };
}
