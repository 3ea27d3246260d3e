export type Severity = 'warning' | 'critical';

/** What an alert says. Every text is plain, not Markdown. */
export interface Finding {
  severity: Severity;
  /** What happened, as a headline. */
  title: string;
  since: Date;
  /** An instant is shown in the reader's own zone. */
  facts: { title: string; value: string | Date }[];
  /** What it means for the cut-off. */
  meaning: string;
  /** What to do next, with a link where there is one. */
  next: { text: string; url: string | null };
  /** Why the identity team gets it. */
  why: string;
  /** The id of the notice that it is about; without it, it is about no notice or about all. */
  notice?: string;
  /** Name of the server that it is about. */
  server?: string;
  /** What the identity team can decide on its card. */
  decisions?: readonly AlertDecision[];
  /** Acknowledging it resolves it: it reports a change, and nothing is broken. */
  isNews?: true;
  /** How it shares a card with others that arise about the same time. Without it, it has a card of its own. */
  group?: AlertGroup;
}

/** What a card says that stands for several servers. Every text is plain, not Markdown. */
export interface AlertGroup {
  /** Only alerts of one kind share a card. */
  kind: string;
  /** The headline after the number of servers: `servers run outdated versions`. */
  headline: string;
  /** What the list says beside the server's name. */
  entry: string;
  meaning: string;
  next: { text: string; url: string | null };
  why: string;
}

/** A button on an alert. */
export interface AlertDecision {
  title: string;
  /** Of the card action. */
  verb: string;
  /** What is decided: a press on an older card of the alert, with another subject, decides nothing. */
  subject: string;
}

/** The state of one thing, each time a watch looks at it. */
export interface Signal {
  tenantId: string;
  /** What it is about: at most one open alert has this key in the tenant. */
  key: string;
  /** Null: nothing is wrong, and an open alert is resolved. */
  finding: Finding | null;
  /** Why it is resolved, as a sentence for the card. */
  outcome?: string;
  /** The notices, by their ids, that the watch knows: an alert about another one is not resolved. Default: every notice. */
  notices?: Pick<ReadonlySet<string>, 'has'>;
}

/** A kind of alert. `Input` is what its watch has read about one thing in one tenant. */
export interface AlertKind<Input> {
  /** Null: the input says nothing about this kind, and an open alert stays as it is. */
  key(input: Input): string | null;
  /** Null: nothing is wrong. */
  severity(input: Input): Severity | null;
  /** The texts of the alert; called only where there is a severity. */
  describe(input: Input, severity: Severity): Omit<Finding, 'severity'>;
  /** Why an open alert is resolved; called only where nothing is wrong. */
  outcome(input: Input): string | null;
}

/** What each of the kinds says to the input. */
export function evaluate<Input extends { tenantId: string }>(
  kinds: readonly AlertKind<Input>[],
  input: Input,
): Signal[] {
  return kinds.flatMap((kind): Signal[] => {
    const key = kind.key(input);
    if (key === null) return [];
    const severity = kind.severity(input);
    const { tenantId } = input;
    if (severity) return [{ tenantId, key, finding: { severity, ...kind.describe(input, severity) } }];
    const outcome = kind.outcome(input);
    return [{ tenantId, key, finding: null, ...(outcome === null ? {} : { outcome }) }];
  });
}
