import type { QueryOptions, Results } from '@electric-sql/pglite';

/** What the thread that holds the embedded store is asked; it answers each request once, by its id. */
export type Request = { id: number } & Operation;

export type Operation =
  /** Of a folder; comes first, and once. */
  | { kind: 'open'; folder: string; template: string | null }
  | {
      kind: 'query';
      text: string;
      values: unknown[];
      options: Pick<QueryOptions, 'rowMode'>;
      /** The number of an open transaction; undefined: a statement of its own. */
      transaction: number | undefined;
    }
  | { kind: 'exec'; text: string }
  | { kind: 'begin' | 'commit' | 'rollback'; transaction: number }
  | { kind: 'listen'; channel: string }
  | { kind: 'close' };

export type Answer =
  | { id: number; result?: Results | Results[] }
  | { id: number; error: object }
  | { channel: string; payload: string };

/** An error's message and fields, such as PostgreSQL's `code`: threads pass on no more of an error than its text. */
export function packError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const fields = Object.entries(error).filter(([, value]) => ['string', 'number'].includes(typeof value));
  return { ...Object.fromEntries(fields), name, message, stack };
}

export function unpackError(packed: object): Error {
  return Object.assign(new Error(), packed);
}
