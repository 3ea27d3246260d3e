/** How far the servers that were reported are. */
export interface Progress {
  /** Servers that run what is retired. */
  onRetired: number;
  reported: number;
}

/** A chart's data and the sentence that takes its place; none while nothing is reported. */
export function chartOf(progress: Progress | null | undefined, product: string): object[] {
  if (!progress || progress.reported === 0) return [];
  const { onRetired, reported } = progress;
  const off = reported - onRetired;
  return [
    {
      title: `Servers off ${product}`,
      label: `${off} of ${reported}`,
      parts: [
        { legend: 'Off it', value: off, colour: 'good' },
        { legend: 'Still on it', value: onRetired, colour: 'attention' },
      ],
      text: tellProgress(progress, product),
    },
  ];
}

/** `3 of 5 reported servers are off Azure AD Connect V1.` */
export function tellProgress({ onRetired, reported }: Progress, product: string): string {
  const off = reported - onRetired;
  if (reported === 1) return `The one reported server is ${off === 1 ? 'off' : 'still on'} ${product}.`;
  return off === reported
    ? `**All ${reported}** reported servers are off ${product}.`
    : `**${off} of ${reported}** reported servers ${off === 1 ? 'is' : 'are'} off ${product}.`;
}
