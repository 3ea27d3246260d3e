/** One way of saying something of a date, as announcements word it. */
export interface Construction {
  /** Matched against one clause, in which `@` stands for the date and `#` for any other. */
  says: RegExp;
  /** Clauses that this construction reads, and none before it in the order of rules. The tests check them. */
  examples: readonly [string, ...string[]];
}

/** A construction, whatever the case of its words. */
export function says(pattern: string, ...examples: Construction['examples']): Construction {
  return { says: new RegExp(pattern, 'i'), examples };
}
