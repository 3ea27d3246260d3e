/** Of an answer's headers; a name's case does not matter. */
export interface Headers {
  get(name: string): string | undefined;
}

/**
 * For how many seconds Teams asks to be left alone: `Retry-After` in seconds or as a date, which is taken
 * against the answer's own. Undefined when it does not say.
 */
export function readRetryAfter(headers: Headers): number | undefined {
  const text = headers.get('retry-after') ?? '';
  const seconds = /^\d/.test(text)
    ? Number(text)
    : (Date.parse(text) - Date.parse(headers.get('date') ?? '')) / 1_000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : undefined;
}
