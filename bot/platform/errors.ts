/**
 * An error with a sentence for its reader: what failed, with which value, what to do.
 * `code` is stable and machine-readable; `cause` keeps what was caught.
 */
export class CutoverError extends Error {
  override name = 'CutoverError';

  constructor(
    readonly code: string,
    message: string,
    options: { cause?: unknown } = {},
  ) {
    super(message, options);
  }
}

/** Ends a command with its error: one sentence for what the user can mend, the stack for what only we can. */
export function reportFailure(error: unknown): void {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}

export function describeFailure(error: unknown): string {
  if (error instanceof CutoverError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const isUsage = 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return isUsage ? error.message : (error.stack ?? error.message);
}
