import { renderNote } from '../../rendering/note-cards.ts';
import { defineCommand, type CommandContext } from './command.ts';

/** Where something is that the chat doesn't show. */
export function whereIs(place: string, { guide, dashboardLinks }: CommandContext): string {
  const [link] = dashboardLinks(guide.notice.id);
  return `${place} ${link ? `[${link.title}](${link.url})` : 'the dashboard (the tab of the app Cutover)'}.`;
}

function pointTo(title: string, place: string, context: CommandContext) {
  return renderNote(null, { title, paragraphs: [whereIs(place, context)] });
}

export const DASHBOARD = defineCommand({
  name: 'dashboard',
  act: 'read',
  forms: ['dashboard'],
  parse: (text) => (/^dashboard$/i.test(text) ? {} : null),
  handle: (_args, context) =>
    pointTo('The dashboard', 'Progress, servers, reminders and alerts are in', context),
});

export const EXPORT = defineCommand({
  name: 'export',
  act: 'read',
  forms: ['export'],
  parse: (text) => (/^export$/i.test(text) ? {} : null),
  handle: (_args, context) =>
    pointTo(
      'Export',
      'The server list (CSV), the printed report and the calendar of deadlines are under **Export** in',
      context,
    ),
});
