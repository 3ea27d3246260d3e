/** A refusal as `application/problem+json` (RFC 9457): what failed, where, and what to do. */
export class Problem extends Error {
  override name = 'Problem';

  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    /** Where in the body, as a path: `servers[3].version`. */
    readonly field?: string,
    /** With a `cause` when it is somebody else's failure, which is then logged. */
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }

  toBody(): object {
    const { status, title, detail, field } = this;
    return { type: 'about:blank', status, title, detail, ...(field === undefined ? {} : { field }) };
  }
}
