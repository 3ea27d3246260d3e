import type { Readable } from 'node:stream';
import type { Authenticate, Caller, Role } from './authenticate.ts';

/** What an endpoint is told and answers; HTTP is the server's business. */
export interface Endpoint {
  method: 'get' | 'post';
  path: string;
  handle(request: ApiRequest): Promise<ApiAnswer>;
}

export interface ApiRequest {
  authorization: string | undefined;
  query: URLSearchParams;
  body: unknown;
}

export interface ApiAnswer {
  status: number;
  /** JSON when it is an object; a stream goes out as it comes. */
  body: object | string | Readable;
  /** Of a text or a stream; default JSON's. */
  contentType?: string;
  headers?: Readonly<Record<string, string>>;
}

/** Makes endpoints that answer nobody but whom `authenticate` lets in with the role. */
export function endpointsWith(authenticate: Authenticate) {
  return (
    method: Endpoint['method'],
    path: string,
    role: Role,
    answer: (caller: Caller, request: Omit<ApiRequest, 'authorization'>) => Promise<ApiAnswer>,
  ): Endpoint => ({
    method,
    path,
    handle: async ({ authorization, ...request }) => answer(await authenticate(authorization, role), request),
  });
}
