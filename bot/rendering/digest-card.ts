import type { Message } from '../delivery/message.ts';
import type { Conversation } from '../delivery/conversation.ts';
import { daysUntil } from '../campaign/calendar.ts';
import { isDone, type OpenServers, type Progress } from '../campaign/progress.ts';
import { formatStated } from '../guidance/cut-off-text.ts';
import { distanceTo, type LocalNow } from '../guidance/date-format.ts';
import type { Guide } from '../guidance/guide.ts';
import { renderNote } from './note-cards.ts';
import { listServers } from './server-names.ts';

/** A notice with what is left to do. */
export interface DigestNotice {
  guide: Guide;
  /** Null when no server is reported. */
  progress: Progress | null;
  openServers: OpenServers;
}

/** What a digest says, alone or on the card of a reminder. Paragraphs are Markdown. */
export interface Digest {
  title: string;
  paragraphs: string[];
}

/** What is past with servers left, what comes, and whose servers are unknown, in the order of the deadlines. */
export function describeDigest(notices: readonly DigestNotice[], localNow: LocalNow): Digest {
  const open = notices.filter(({ progress }) => !progress || !isDone(progress)).toSorted(byDeadline);
  const daysTo = ({ guide: { deadline } }: DigestNotice) =>
    deadline ? daysUntil({ date: deadline.date, ...localNow }) : null;
  const past = open.filter((each) => each.progress && (daysTo(each) ?? 0) < 0);
  const coming = open.filter((each) => (daysTo(each) ?? -1) >= 0);
  const undated = open.filter((each) => daysTo(each) === null);
  const unknown = [...new Set(open.flatMap(({ openServers }) => openServers.unknown))];
  return {
    title: 'Monthly digest',
    paragraphs: [
      ...section(
        'Past, with servers left',
        past,
        (each) => `${describeDate(each, localNow)}: ${describeLeft(each)}`,
      ),
      ...section('Still to come', coming, (each) => `${describeDate(each, localNow)}. ${countLeft(each)}`),
      ...section(
        'Without a date',
        undated,
        ({ guide: { product } }) => `${product}: none is recorded for your organisation.`,
      ),
      ...(unknown.length > 0
        ? [
            `**Unknown**: nobody has reported enough about ${listServers(unknown)}. Type, for example: AADC01 runs VERSION`,
          ]
        : []),
    ],
  };
}

/** A digest by itself, where no reminder is due with it. */
export function renderDigest({ title, paragraphs }: Digest, kind: Conversation['kind']): Message {
  const mention = kind === 'personal' ? '' : '@Cutover ';
  const end = `To turn the digest off, type: ${mention}no monthly digest`;
  return renderNote(null, { title, paragraphs: [...paragraphs, end] });
}

function section(
  title: string,
  notices: readonly DigestNotice[],
  line: (notice: DigestNotice) => string,
): string[] {
  if (notices.length === 0) return [];
  return [`**${title}**`, notices.map((each) => `- ${line(each)}`).join('\n')];
}

/** `Entra Connect Sync below 2.5.79.0, 30 September 2026, 68 days ago`. */
function describeDate({ guide: { product, deadline } }: DigestNotice, localNow: LocalNow): string {
  const date = deadline?.date ?? '';
  return `${product}, ${formatStated(date, localNow.locale)}, ${distanceTo(date, localNow).words}`;
}

function describeLeft({ openServers: { affected, unknown } }: DigestNotice): string {
  const parts = [
    affected.length > 0 && `${listServers(affected)} still affected`,
    unknown.length > 0 && `${listServers(unknown)} unknown`,
  ];
  return `${parts.filter((part) => part !== false).join('; ')}.`;
}

function countLeft({ progress }: DigestNotice): string {
  if (!progress) return 'No server is reported.';
  const { affected, unknown } = progress;
  const parts = [affected > 0 && `${affected} affected`, unknown > 0 && `${unknown} unknown`];
  return `${parts.filter((part) => part !== false).join(', ')}.`;
}

function byDeadline({ guide: a }: DigestNotice, { guide: b }: DigestNotice): number {
  return (a.deadline?.date ?? '').localeCompare(b.deadline?.date ?? '');
}
