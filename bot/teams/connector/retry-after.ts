/** A response's headers; a name's case does not matter. */
export interface Headers {
  get(name: string): string | undefined;
}

/**
 * Seconds to wait by `Retry-After`, rounded up. A date is compared with the response's own `Date`. Undefined
 * without a wait in the future.
 */
export function readRetryAfter(headers: Headers): number | undefined {
  const text = headers.get('retry-after') ?? '';
  const seconds = /^\d/.test(text)
    ? Number(text)
    : (Date.parse(text) - Date.parse(headers.get('date') ?? '')) / 1_000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : undefined;
}
