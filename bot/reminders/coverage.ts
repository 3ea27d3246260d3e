/** The notices that a conversation's reminders are about, by id: every one but some, or some alone. */
export type Coverage = { except: readonly string[] } | { only: readonly string[] };

/** Of a conversation that chooses nothing. It covers notices that are added later, too. */
export const EVERY_NOTICE: Coverage = { except: [] };

export function covers(coverage: Coverage, noticeId: string): boolean {
  return 'only' in coverage ? coverage.only.includes(noticeId) : !coverage.except.includes(noticeId);
}

/** The same with some notices taken in. */
export function includeNotices(coverage: Coverage, ids: readonly string[]): Coverage {
  return 'only' in coverage
    ? { only: [...new Set([...coverage.only, ...ids])].sort() }
    : { except: coverage.except.filter((id) => !ids.includes(id)) };
}

/** The same with some notices left out. */
export function leaveOutNotices(coverage: Coverage, ids: readonly string[]): Coverage {
  return 'only' in coverage
    ? { only: coverage.only.filter((id) => !ids.includes(id)) }
    : { except: [...new Set([...coverage.except, ...ids])].sort() };
}
