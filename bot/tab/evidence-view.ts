import { tellFailure } from './api.ts';
import { el } from './dom.ts';
import type { Surroundings, View } from './view.ts';

const FILES = [
  {
    path: '/api/report.html',
    name: 'cutover-report.html',
    title: 'Report',
    text: 'How far the migration is, on one page to print or to send: servers, alerts and reminders as they stand now.',
  },
  {
    path: '/api/servers.csv',
    name: 'cutover-servers.csv',
    title: 'Servers',
    text: 'Every report of every server, with who gave it and when, for a spreadsheet or an auditor.',
  },
  {
    path: '/api/milestones.ics',
    name: 'cutover-milestones.ics',
    title: 'Calendar',
    text: 'The milestones of the notice, for Outlook or any other calendar.',
  },
] as const;

/** What can be taken away. */
export function createEvidenceView({ api, announce }: Surroundings): View {
  const download = async ({ path, name }: (typeof FILES)[number]) => {
    try {
      await api.download(path, name);
      announce(`${name} is downloaded.`);
    } catch (error) {
      announce(tellFailure(error));
    }
  };
  const element = el(
    'div',
    { class: 'grid thirds' },
    el('h1', { class: 'unseen' }, 'Evidence'),
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
      ),
    ),
  );
  return { element, update: () => undefined };
}
