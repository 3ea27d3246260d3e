import type { Guide } from '../../guidance/guide.ts';
import type { Coverage } from '../../reminders/coverage.ts';

/** `about every notice except V1`, for a sentence. Ids of notices that aren't loaded are named as they are. */
export function describeCoverage(coverage: Coverage, guides: readonly Guide[]): string {
  const name = (id: string) => guides.find(({ notice }) => notice.id === id)?.product ?? id;
  const list = (ids: readonly string[]) => ids.map((id) => `**${name(id)}**`).join(' and ');
  if ('only' in coverage) return `only about ${list(coverage.only)}`;
  return coverage.except.length === 0
    ? 'about every notice'
    : `about every notice except ${list(coverage.except)}`;
}
