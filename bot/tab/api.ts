import { SignInError, type Host } from './host.ts';

/** The server refused the request; the message is its reason. */
export class ApiError extends Error {
  override name = 'ApiError';

  constructor(
    readonly status: number,
    message: string,
    /** The field or parameter that is wrong; null when none is named. */
    readonly field: string | null,
  ) {
    super(message);
  }
}

/** The server could not be reached, or is starting. */
export class ConnectionError extends Error {
  override name = 'ConnectionError';
}

export interface Api {
  get<Body>(path: string, query?: Record<string, string>): Promise<Body>;
  post<Body>(path: string, body: object): Promise<Body>;
  put<Body>(path: string, body: object): Promise<Body>;
  /** Downloads a file with the reader's token; `name` is the file name to save it under. */
  download(path: string, name: string, query?: Record<string, string>): Promise<void>;
  /** Resolves with the stream once the server begins to answer. */
  stream(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
}

/**
 * Calls Cutover's API with the reader's token.
 * @throws (every method) ApiError, ConnectionError, or in Teams SignInError.
 */
export function createApi(host: Pick<Host, 'token'>): Api {
  let token: Promise<string | null> | null = null;

  async function send(path: string, options: RequestInit): Promise<Response> {
    token ??= host.token();
    const mine = token;
    const bearer = await mine.catch((error: unknown) => {
      token = null;
      throw error;
    });
    const headers = new Headers(options.headers);
    if (bearer !== null) headers.set('authorization', `Bearer ${bearer}`);
    const response = await fetch(path, { ...options, headers }).catch((cause: unknown) => {
      throw new ConnectionError('Can’t reach Cutover.', { cause });
    });
    if (response.status === 401 && token === mine) token = null;
    return response;
  }

  /** Retries once with a new token, in case the first has expired. */
  async function request(path: string, options: RequestInit = {}): Promise<Response> {
    const first = await send(path, options);
    const response = first.status === 401 ? await send(path, options) : first;
    if (response.ok) return response;
    if ([502, 503, 504].includes(response.status)) throw new ConnectionError('Cutover is starting.');
    throw await errorOf(response);
  }

  async function sendJson<Body>(method: 'POST' | 'PUT', path: string, body: object): Promise<Body> {
    const headers = { 'content-type': 'application/json' };
    const response = await request(path, { method, headers, body: JSON.stringify(body) });
    return (await response.json()) as Body;
  }

  return {
    async get<Body>(path: string, query?: Record<string, string>) {
      return (await (await request(withQuery(path, query))).json()) as Body;
    },
    post: (path, body) => sendJson('POST', path, body),
    put: (path, body) => sendJson('PUT', path, body),
    async download(path, name, query) {
      const url = URL.createObjectURL(await (await request(withQuery(path, query))).blob());
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    },
    async stream(path, signal) {
      const { body } = await request(path, { signal });
      if (!body) throw new ConnectionError('Cutover sent no stream of changes.');
      return body;
    },
  };
}

function withQuery(path: string, query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString();
  return search ? `${path}?${search}` : path;
}

async function errorOf(response: Response): Promise<ApiError> {
  const problem: unknown = await response.json().catch(() => null);
  const textOf = (key: string): string | null => {
    const value: unknown = problem && typeof problem === 'object' ? Reflect.get(problem, key) : null;
    return typeof value === 'string' ? value : null;
  };
  const reason = textOf('detail') ?? `Cutover returned HTTP ${response.status}.`;
  return new ApiError(response.status, reason, textOf('field'));
}

/** What to tell the reader about an error. */
export function describeError(error: unknown): string {
  if (error instanceof ApiError || error instanceof SignInError) return error.message;
  if (error instanceof ConnectionError) return `${error.message} Check your connection, then try again.`;
  return 'Something went wrong on this page. Reload it.';
}
