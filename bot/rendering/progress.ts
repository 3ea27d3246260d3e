/** How far the servers that were reported are. */
export interface Progress {
  /** Servers that do not run what is retired any more. */
  off: number;
  reported: number;
}

/** A chart's data and the sentence that takes its place; none while nothing is reported. */
export function chartOf(progress: Progress | undefined, product: string): object[] {
  if (!progress || progress.reported === 0) return [];
  const { off, reported } = progress;
  return [
    {
      title: `Servers off ${product}`,
      label: `${off} of ${reported}`,
      parts: [
        { legend: 'Off it', value: off, colour: 'good' },
        { legend: 'Still on it', value: reported - off, colour: 'attention' },
      ],
      text: tellProgress(progress, product),
    },
  ];
}

/** `3 of 5 reported servers are off Azure AD Connect V1.` */
export function tellProgress({ off, reported }: Progress, product: string): string {
  if (reported === 1) return `The one reported server is ${off === 1 ? 'off' : 'still on'} ${product}.`;
  return off === reported
    ? `**All ${reported}** reported servers are off ${product}.`
    : `**${off} of ${reported}** reported servers ${off === 1 ? 'is' : 'are'} off ${product}.`;
}
