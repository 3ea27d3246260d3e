import { SignInError, type Host } from './host.ts';

/** The server refused, in its own words. */
export class Refusal extends Error {
  override name = 'Refusal';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The server cannot be reached. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

export interface Api {
  get<Body>(path: string, query?: Record<string, string>): Promise<Body>;
  post<Body>(path: string, body: object): Promise<Body>;
  /** Fetches a file with the reader's token and hands it to them. */
  download(path: string, name: string): Promise<void>;
  /** Opens a stream; resolves with it when the server has begun to answer. */
  stream(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
}

/**
 * Asks the server. Every request can fail with a `Refusal`, with `Unreachable`, or in Teams with a `SignInError`.
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
      throw new Unreachable('Cutover cannot be reached.', { cause });
    });
    if (response.status === 401 && token === mine) token = null;
    return response;
  }

  /** A token may have ended meanwhile: then a new one is asked for, once. */
  async function request(path: string, options: RequestInit = {}): Promise<Response> {
    const first = await send(path, options);
    const response = first.status === 401 ? await send(path, options) : first;
    if (response.ok) return response;
    if ([502, 503, 504].includes(response.status)) throw new Unreachable('Cutover is starting.');
    throw new Refusal(response.status, await reasonIn(response));
  }

  return {
    async get<Body>(path: string, query: Record<string, string> = {}) {
      const asked = new URLSearchParams(query).toString();
      return (await (await request(asked ? `${path}?${asked}` : path)).json()) as Body;
    },
    async post<Body>(path: string, body: object) {
      const headers = { 'content-type': 'application/json' };
      const response = await request(path, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await response.json()) as Body;
    },
    async download(path, name) {
      const url = URL.createObjectURL(await (await request(path)).blob());
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    },
    async stream(path, signal) {
      const { body } = await request(path, { signal });
      if (!body) throw new Unreachable('The stream of changes has no body.');
      return body;
    },
  };
}

async function reasonIn(response: Response): Promise<string> {
  const problem: unknown = await response.json().catch(() => null);
  const detail = problem && typeof problem === 'object' && 'detail' in problem ? problem.detail : null;
  return typeof detail === 'string' ? detail : `Cutover answered ${response.status}.`;
}

/** What a reader is told of something that failed. */
export function tellFailure(error: unknown): string {
  if (error instanceof Refusal || error instanceof SignInError) return error.message;
  if (error instanceof Unreachable) return `${error.message} Check your connection, then try again.`;
  return 'Something went wrong in this page. Reload it.';
}
