import type { Progress } from '../campaign/progress.ts';

/** A chart's data and the sentence that takes its place; none while nothing is reported. */
export function chartOf(progress: Progress | null | undefined, product: string): object[] {
  if (!progress || progress.reported === 0) return [];
  const { affected, unknown, reported } = progress;
  const off = reported - affected - unknown;
  return [
    {
      title: `Servers off ${product}`,
      label: `${off} of ${reported}`,
      parts: [
        { legend: 'Done', value: off, colour: 'good' },
        { legend: 'To do', value: affected, colour: 'attention' },
        ...(unknown > 0 ? [{ legend: 'Unknown', value: unknown, colour: 'warning' }] : []),
      ],
      text: describeProgress(progress, product),
    },
  ];
}

/** `3 of 5 reported servers are off Azure AD Connect V1, and 1 is unknown.` Under its name, `product` is `it`. */
export function describeProgress({ affected, unknown, reported }: Progress, product: string): string {
  const off = reported - affected - unknown;
  if (reported === 1) {
    if (unknown === 1) return `It’s unknown whether the one reported server is off ${product}.`;
    return off === 1 ? `The one reported server is off ${product}.` : `One server is still on ${product}.`;
  }
  if (off === reported) return `**All ${reported}** reported servers are off ${product}.`;
  const known = `**${off} of ${reported}** reported servers ${off === 1 ? 'is' : 'are'} off ${product}`;
  return unknown > 0 ? `${known}, and ${unknown} ${unknown === 1 ? 'is' : 'are'} unknown.` : `${known}.`;
}
