/** Something that a watcher says of one thing, each time it looks. */
export interface Signal {
  tenantId: string;
  /** What it is about: one key, one alert. */
  key: string;
  /** Null: it is as it should be. */
  trouble: Trouble | null;
  /** How it came to be as it should be, for an alert that is over by this. */
  outcome?: string;
}

export type Severity = 'warning' | 'critical';

/** What an alert says. Every text is plain. */
export interface Trouble {
  severity: Severity;
  /** What happened, as a headline. */
  title: string;
  since: Date;
  /** An instant is shown in the zone of whoever looks. */
  facts: { title: string; value: string | Date }[];
  /** What it means for the cut-off. */
  meaning: string;
  /** What to do next, with its link where there is one. */
  next: { text: string; url: string | null };
  /** Why the identity team gets it. */
  why: string;
  /** The name of the server that it is about. */
  server?: string;
  /** It is over as soon as somebody has taken note: nothing is broken. */
  isNews?: true;
}
