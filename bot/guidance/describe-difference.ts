import type {
  AnswerChange,
  AnswerPlace,
  CutOffChange,
  MilestoneChange,
  NoticeDifference,
  TableChange,
} from './diff-notices.ts';
import type { Milestone } from './guidance-map.ts';
import { toSummary } from './plain-text.ts';

/** What changed between two notices, as text for a terminal. */
export function describeDifference(difference: NoticeDifference): string {
  if (difference.isEmpty) return 'Nothing has changed.';
  const { cutOff, facts, milestones, articles, answers, links, tables } = difference;
  return [
    cutOff === null ? '' : describeCutOff(cutOff),
    block('Facts', facts, ({ fact, from, to }) => [`${fact}: ${from} -> ${to}`]),
    block('Milestones', milestones, describeMilestone),
    block('Articles', articles.added, ({ file, title }) => [`added: ${file} (${toSummary(title)})`]),
    block('Articles', articles.removed, ({ file, title }) => [`removed: ${file} (${toSummary(title)})`]),
    block('Answers', answers, describeAnswer),
    block('Links', links.added, ({ text, url }) => [`added: ${toSummary(text)} (${url})`]),
    block('Links', links.removed, ({ text, url }) => [`removed: ${toSummary(text)} (${url})`]),
    block('Tables', tables, describeTable),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function block<T>(title: string, changes: readonly T[], describe: (change: T) => readonly string[]): string {
  if (changes.length === 0) return '';
  return [`${title}:`, ...changes.flatMap(describe).map((line) => `  ${line}`)].join('\n');
}

function describeCutOff({ from, to, before, now }: CutOffChange): string {
  const what =
    from === null
      ? `${to ?? ''}; there was none`
      : to === null
        ? `gone; it was ${from}`
        : `moved from ${from} to ${to}`;
  return [
    `Cut-off: ${what}.`,
    ...(before === null ? [] : [`  Before: ${toSummary(before)}`]),
    ...(now === null ? [] : [`  Now:    ${toSummary(now)}`]),
  ].join('\n');
}

function describeMilestone({ change, from, to }: MilestoneChange): string[] {
  const tell = ({ date, kind, scope, text }: Milestone): string =>
    `${date} ${kind}${scope === undefined ? '' : ` (${scope})`}: ${toSummary(text)}`;
  if (from === null || to === null) {
    const one = from ?? to;
    return one === null ? [] : [`${change}: ${tell(one)}`];
  }
  return [`${change}: ${tell(from)}`, `  now: ${tell(to)}`];
}

function describeAnswer({ change, intent, from, to, source }: AnswerChange): string[] {
  const texts = [
    ...(from === null ? [] : [`  before: ${toSummary(from)}`]),
    ...(to === null ? [] : [`  now: ${toSummary(to)}`]),
  ];
  const what =
    change === 'removed' ? `held back: ${intent}, ${describeLoss(source)}` : `${change}: ${intent}`;
  return [what, ...(from === to ? ['  its links or its table'] : texts)];
}

function describeLoss({ file, heading, isGone }: AnswerPlace): string {
  const place = `"${toSummary(heading)}" in ${file}`;
  return isGone ? `because ${place} is gone` : `because ${place} doesn't lead to it any more`;
}

function describeTable({ change, heading, headers, added, removed }: TableChange): string[] {
  const row = (cells: readonly string[]): string => cells.map((cell) => toSummary(cell)).join(' | ');
  return [
    `${change}: ${row(headers)} (under "${toSummary(heading)}")`,
    ...removed.map((cells) => `  - ${row(cells)}`),
    ...added.map((cells) => `  + ${row(cells)}`),
  ];
}
