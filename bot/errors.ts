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
