import { STATUS_CODES } from 'node:http';
import { z } from 'zod';

/** Body of every refusal: `application/problem+json` (RFC 9457). */
export const problemBody = z
  .object({
    type: z.literal('about:blank').describe('The problem is the one that the status code names.'),
    title: z.string().describe('Name of the HTTP status code.'),
    status: z.int(),
    detail: z.string().describe('What failed and what to do, as a sentence for people.'),
    field: z
      .string()
      .optional()
      .describe('Field of the body or query parameter at fault, such as `servers[3].version`.'),
  })
  .meta({ title: 'Problem' });

/** A refusal, to be answered as `application/problem+json`. `detail` says what failed and what to do. */
export class Problem extends Error {
  override name = 'Problem';
  /** Path of the field at fault in the body or query: `servers[3].version`. */
  readonly field: string | undefined;

  /** A `cause` is somebody else's failure; it is logged. */
  constructor(
    readonly status: number,
    readonly detail: string,
    { field, cause }: { field?: string | undefined; cause?: unknown } = {},
  ) {
    super(detail, cause === undefined ? {} : { cause });
    this.field = field;
  }

  /** The HTTP status phrase, as RFC 9457 asks of `about:blank`. */
  get title(): string {
    return STATUS_CODES[this.status] ?? 'Error';
  }

  toBody(): z.output<typeof problemBody> {
    const { title, status, detail, field } = this;
    return { type: 'about:blank', title, status, detail, ...(field === undefined ? {} : { field }) };
  }
}

export function notFound(what: string): Problem {
  return new Problem(404, `There is no such ${what}. It may have been removed in the meantime.`);
}

/** A body that is well-formed but cannot be accepted; `message` continues the field's name. */
export function invalidField(field: string, message: string): Problem {
  return new Problem(422, `${field}: ${message}. Nothing was saved.`, { field });
}
