import type { CampaignBody } from '../dashboard/campaign-body.ts';
import { describeError } from './api.ts';
import { createCalendarSubscription } from './calendar-subscription.ts';
import { createPart, el } from './dom.ts';
import type { ViewContext, View } from './view.ts';

const FILES = [
  {
    path: '/api/report.html',
    name: 'cutover-report.html',
    title: 'Report',
    text: 'Deadlines, servers, reminders and alerts as they stand now, in your time zone, on a page to print or send.',
  },
  {
    path: '/api/servers.csv',
    name: 'cutover-servers.csv',
    title: 'Servers',
    text: 'Every report of every server, with its reporter and time, for a spreadsheet.',
  },
  {
    path: '/api/milestones.ics',
    name: 'cutover-milestones.ics',
    title: 'Calendar',
    text: 'The milestones of the notices, for Outlook or another calendar: download them once, or subscribe.',
  },
] as const;

/** Files to download. */
export function createExportView({ api, reader, announce }: ViewContext): View {
  const subscription = createCalendarSubscription({ api, announce });
  const filter = el('div', { class: 'wide' });
  let only: string | null = null;
  const download = async ({ path, name }: (typeof FILES)[number]) => {
    try {
      const query = { ...reader, ...(only === null ? {} : { notice: only }) };
      await api.download(path, name, path === '/api/servers.csv' ? {} : query);
      announce(`Downloaded ${name}.`);
    } catch (error) {
      announce(describeError(error));
    }
  };
  const element = el(
    'div',
    { class: 'grid thirds' },
    el('h1', { class: 'visually-hidden' }, 'Export'),
    filter,
    FILES.map((file) =>
      el(
        'section',
        { class: 'card', 'aria-label': file.title },
        el('h2', { class: 'card-title' }, file.title),
        el('p', {}, file.text),
        el(
          'fluent-button',
          { role: 'button', 'aria-label': `Download ${file.name}`, click: () => void download(file) },
          'Download',
        ),
        file.path === '/api/milestones.ics' && subscription,
      ),
    ),
  );
  const updateFilter = createPart(
    filter,
    ({ notice: { id, product }, hasOthers }: { notice: CampaignBody['notice']; hasOthers: boolean }) => {
      only = null;
      return [
        hasOthers &&
          el(
            'label',
            { class: 'need' },
            el('input', {
              type: 'checkbox',
              class: 'tick',
              'data-key': 'only',
              change(event) {
                only = (event.currentTarget as HTMLInputElement).checked ? id : null;
              },
            }),
            `Only ${product}`,
          ),
      ];
    },
  );
  return {
    element,
    update: ({ notice, notices }) => updateFilter({ notice, hasOthers: notices.length > 1 }),
  };
}
