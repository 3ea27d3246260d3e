import type { Alert } from '../alerts/alert-lifecycle.ts';
import { escapeMarkdown, formatCardTime } from './message.ts';
import { renderCard } from './render.ts';
import type { Message } from '../delivery/message.ts';
import { toSummary } from '../guidance/plain-text.ts';

const SEVERITIES = {
  critical: { word: 'Critical', style: 'attention' },
  warning: { word: 'Warning', style: 'warning' },
} as const;

/** An alert in its current state. `more` are link buttons besides its own. */
export function renderAlert(alert: Alert, more: readonly { title: string; url: string }[] = []): Message {
  const { finding, state, resolvedAt, isFlapping, outcome } = alert;
  const { word, style } = SEVERITIES[finding.severity];
  const isOver = state === 'resolved';
  const status = isOver
    ? finding.isNews
      ? 'Acknowledged'
      : 'Resolved'
    : isFlapping
      ? `${word}, flapping`
      : word;
  const summary = toSummary(
    `${status}: ${finding.title}.`,
    isOver ? escapeMarkdown(outcome ?? '') : finding.next.text,
  );
  const flapping =
    'This alert is flapping: it changed three times within an hour. Only this card is updated until the state has been stable for an hour.';
  const card = renderCard('alert', {
    summary,
    style: isOver ? 'good' : style,
    state: status,
    title: escapeMarkdown(finding.title),
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
    why: `${escapeMarkdown(finding.why)} This conversation gets alerts. To stop them, type: stop alerts`,
    acknowledge: isOver || alert.acknowledgedAt ? [] : [{ title: 'Acknowledge' }],
    decisions: isOver ? [] : (finding.decisions ?? []),
    servers:
      !isOver && finding.server ? [{ title: 'Update this server', name: finding.server.toLowerCase() }] : [],
    links: [
      ...(!isOver && finding.next.url ? [{ title: 'Learn more', url: finding.next.url }] : []),
      ...more,
    ],
  });
  return { summary, card };
}

function describeAcknowledgement({ acknowledgedBy, acknowledgedAt }: Alert): string {
  if (!acknowledgedBy || !acknowledgedAt) return 'Not yet';
  return `By ${escapeMarkdown(acknowledgedBy)}, ${formatCardTime(acknowledgedAt)}`;
}
