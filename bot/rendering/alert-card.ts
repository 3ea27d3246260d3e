import type { Alert } from '../alerts/alert-lifecycle.ts';
import type { Mentioned } from '../alerts/ports.ts';
import { escapeMarkdown, formatCardTime } from './message.ts';
import { renderCard } from './render.ts';
import type { Message } from '../delivery/message.ts';
import { toSummary } from '../guidance/plain-text.ts';

const SEVERITIES = {
  critical: { word: 'Critical', style: 'attention' },
  warning: { word: 'Warning', style: 'warning' },
} as const;

/**
 * An alert in its current state.
 * @param more link buttons besides its own.
 * @param people whom it mentions while it is critical and nobody has acknowledged it: a mention notifies, a card alone
 *   does not.
 */
export function renderAlert(
  alert: Alert,
  more: readonly { title: string; url: string }[] = [],
  people: readonly Mentioned[] = [],
): Message {
  const { finding, state, resolvedAt, isFlapping, outcome } = alert;
  const { word, style } = SEVERITIES[finding.severity];
  const isOver = state === 'resolved';
  const status = isOver ? nameOutcome(alert) : isFlapping ? `${word}, flapping` : word;
  const summary = toSummary(
    `${status}: ${finding.title}.`,
    isOver ? escapeMarkdown(outcome ?? '') : finding.next.text,
  );
  const flapping =
    'This alert is flapping: it changed three times within an hour. Only this card is updated until the state has been stable for an hour.';
  const isCalling = callsPeople(alert) && people.length > 0;
  const card = renderCard('alert', {
    summary,
    style: isOver ? 'good' : style,
    state: status,
    title: escapeMarkdown(finding.title),
    mentions: isCalling ? [{ text: textOfMentions(people) }] : [],
    facts: [
      { title: 'Since', value: formatCardTime(finding.since) },
      ...(resolvedAt ? [{ title: 'Resolved', value: formatCardTime(resolvedAt) }] : []),
      ...finding.facts.map(({ title, value }) => ({
        title: escapeMarkdown(title),
        value: value instanceof Date ? formatCardTime(value) : escapeMarkdown(value),
      })),
      { title: 'Acknowledged', value: describeAcknowledgement(alert) },
    ],
    paragraphs: [
      ...(isOver
        ? outcome
          ? [escapeMarkdown(outcome)]
          : []
        : [escapeMarkdown(finding.meaning), `**Next:** ${escapeMarkdown(finding.next.text)}`]),
      ...(isFlapping ? [flapping] : []),
    ],
    why: `${escapeMarkdown(finding.why)} This conversation gets alerts. To stop them, type: @Cutover stop alerts`,
    acknowledge: isOver || alert.acknowledgedAt ? [] : [{ title: 'Acknowledge' }],
    decisions: isOver ? [] : (finding.decisions ?? []),
    servers:
      !isOver && finding.server ? [{ title: 'Update this server', name: finding.server.toLowerCase() }] : [],
    links: [
      ...(!isOver && finding.next.url ? [{ title: 'Learn more', url: finding.next.url }] : []),
      ...more,
    ],
  });
  return { summary, card: isCalling ? mention(card, people) : card };
}

/** News is over once somebody has read it, or once there is newer. */
function nameOutcome({ finding, acknowledgedAt }: Alert): string {
  if (!finding.isNews) return 'Resolved';
  return acknowledgedAt ? 'Acknowledged' : 'Out of date';
}

/** Whether people are called to an alert: it is critical, and nobody has acknowledged it. */
export function callsPeople({ finding, state, acknowledgedAt }: Alert): boolean {
  return finding.severity === 'critical' && state === 'firing' && !acknowledgedAt;
}

/** Calls people to an alert whose card has turned critical. */
export function renderEscalation({ finding }: Alert, people: readonly Mentioned[]): Message {
  const title = `Critical now: ${escapeMarkdown(finding.title)}`;
  const next = 'It was a warning before. The card of the alert says what to do.';
  const summary = toSummary(`${title}.`, next);
  const paragraphs = [textOfMentions(people), next];
  const card = renderCard('note', { summary, title, paragraphs, factSets: [], topics: [], sources: [] });
  return { summary, card: mention(card, people) };
}

function textOfMentions(people: readonly Mentioned[]): string {
  return people.map(textOfMention).join(' ');
}

/** Teams finds a person by this text: it is another one for each, also where two have the same name. */
function textOfMention({ name }: Mentioned, index: number, all: readonly Mentioned[]): string {
  const plain = name.replaceAll(/[<>&]/g, '');
  const same = all.slice(0, index).filter((each) => each.name === name).length;
  return `<at>${same === 0 ? plain : `${plain} ${same + 1}`}</at>`;
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#mention-support-within-adaptive-cards */
function mention(card: object, people: readonly Mentioned[]): object {
  const entities = people.map(({ id, name }, index) => ({
    type: 'mention',
    text: textOfMention({ id, name }, index, people),
    mentioned: { id, name },
  }));
  const { msteams } = card as { msteams?: object };
  return { ...card, msteams: { ...msteams, entities } };
}

function describeAcknowledgement({ acknowledgedBy, acknowledgedAt }: Alert): string {
  if (!acknowledgedBy || !acknowledgedAt) return 'Not yet';
  return `By ${escapeMarkdown(acknowledgedBy)}, ${formatCardTime(acknowledgedAt)}`;
}
