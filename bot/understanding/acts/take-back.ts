const PATTERN = /^take back ((?:\d{1,18} ?){1,200})$/;

/** The line that takes back what a correction replaces, by the changes' numbers in the audit trail: nobody types it. */
export function writeTakeBack(changes: readonly string[]): string {
  return `take back ${changes.join(' ')}`;
}

/** The numbers in such a line; null for any other. */
export function readTakeBack(line: string): readonly string[] | null {
  const [, numbers] = PATTERN.exec(line) ?? [];
  return numbers === undefined ? null : numbers.trim().split(' ');
}
