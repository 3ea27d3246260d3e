import type { Log } from '../platform/log.ts';
import type { NoticeProblem } from '../sources/notices/notice-folder.ts';

/** A notice with an error stays as it was, or is left out; the others are loaded. */
export function logNoticeProblem(
  log: Pick<Log, 'warn' | 'error'>,
  { file, line, severity, message, isKept }: NoticeProblem,
): void {
  const outcome = isKept ? 'its last good version stays in use' : 'it is left out';
  const text = severity === 'error' ? `notice has an error, ${outcome}` : 'notice has a problem';
  log[severity === 'error' ? 'error' : 'warn']({ file, line, problem: message }, text);
}
