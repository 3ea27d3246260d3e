import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { ApiServices } from './api-services.ts';
import type { Caller, Role } from './authenticate.ts';
import { parseBody, parseQuery } from './validate.ts';

/**
 * One endpoint of /api. Everything that concerns it comes from this object: its route, its authentication, the
 * validation of its input, its entry in the OpenAPI document and its row in README.md.
 */
export interface Endpoint {
  method: 'get' | 'post' | 'put';
  /** A part that begins with a colon is a parameter: `/api/notices/:id/deadline`. */
  path: `/api/${string}`;
  /** One sentence in the imperative, without a full stop. */
  summary: string;
  /** App role, or for some roles a user's scope, that the caller's token must have. */
  role: Role;
  query: z.ZodObject | null;
  body: z.ZodType | null;
  answer: Answer;
  /**
   * Whoever the query alone proves to be calling; null: a token is needed. Default: a token is always needed.
   * @throws Problem for a proof that is not valid.
   */
  authenticateByQuery?: (query: URLSearchParams, services: ApiServices) => Promise<Caller | null>;
  /**
   * Validates, then answers. The result is what `answer` declares.
   * @throws Problem for a refusal.
   */
  handle(request: ApiRequest, services: ApiServices): Promise<AnswerBody>;
}

export interface ApiRequest {
  caller: Caller;
  /** Parts of the path, by their names in it. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Parsed JSON; undefined without a body. */
  body: unknown;
}

export type AnswerBody = object | string | Readable;

/** A successful answer: JSON by its schema, or another media type as text or as a stream. */
export interface Answer<Body = unknown> {
  status: number;
  contentType: string;
  headers: Readonly<Record<string, string>>;
  /** Null unless JSON. */
  schema: z.ZodType<Body> | null;
}

/** A JSON answer. Default status: 200. */
export function json<Body extends object>(schema: z.ZodType<Body>, status = 200): Answer<Body> {
  return { status, contentType: 'application/json', headers: {}, schema };
}

/** An answer that is not JSON, as text. */
export function text(contentType: string, headers: Readonly<Record<string, string>> = {}): Answer<string> {
  return { status: 200, contentType, headers, schema: null };
}

/** An answer that is not JSON, sent as it is produced. */
export function stream(contentType: string): Answer<Readable> {
  return { status: 200, contentType, headers: {}, schema: null };
}

/** Declares an endpoint. `handle` gets the query and the body as their schemas read them. */
export function defineEndpoint<
  Body extends AnswerBody,
  QuerySchema extends z.ZodObject = z.ZodObject,
  BodySchema extends z.ZodType = z.ZodObject,
>({
  query: querySchema,
  body: bodySchema,
  handle,
  ...declaration
}: Pick<Endpoint, 'method' | 'path' | 'summary' | 'role' | 'authenticateByQuery'> & {
  /** Default: query parameters are ignored. */
  query?: QuerySchema;
  /** Default: a body is ignored. */
  body?: BodySchema;
  answer: Answer<Body>;
  handle: (
    request: {
      caller: Caller;
      params: ApiRequest['params'];
      query: z.output<QuerySchema>;
      body: z.output<BodySchema>;
    },
    services: ApiServices,
  ) => NoInfer<Body> | Promise<NoInfer<Body>>;
}): Endpoint {
  return {
    ...declaration,
    query: querySchema ?? null,
    body: bodySchema ?? null,
    handle: async ({ caller, params, query, body }, services) =>
      handle(
        {
          caller,
          params,
          query: (querySchema ? parseQuery(querySchema, query) : {}) as z.output<QuerySchema>,
          body: (bodySchema ? parseBody(bodySchema, body) : {}) as z.output<BodySchema>,
        },
        services,
      ),
  };
}
