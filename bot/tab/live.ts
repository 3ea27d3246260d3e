import { Refusal, type Api } from './api.ts';
import { SignInError } from './host.ts';

/** The server says something at least every 20 seconds: after this long the connection is taken for dead. */
const SILENCE_MS = 45_000;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Listens to the server's events as long as the page is there. `heard` is called for every event, the `hello` at
 * the beginning of each connection too: what changed meanwhile was missed. `lost` is called when the connection
 * ends; it comes back by itself.
 */
export function listen(
  api: Pick<Api, 'stream'>,
  { heard, lost }: { heard: () => void; lost: () => void },
): void {
  let wake: () => void = () => undefined;
  window.addEventListener('online', () => wake());

  async function run(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    for (;;) {
      try {
        await read(api, () => {
          pauseMs = FIRST_PAUSE_MS;
          heard();
        });
      } catch (error) {
        // A token that is refused, or none: the page says so, and listening waits as for a connection.
        if (!(error instanceof Refusal) && !(error instanceof SignInError)) lost();
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, pauseMs);
      });
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }
  void run();
}

/** Until the stream ends: a server that restarts ends it, too. */
async function read(api: Pick<Api, 'stream'>, heard: () => void): Promise<void> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const stream = await api.stream('/api/events', silence.signal);
    const reader = stream.getReader();
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      const events = `${rest}${decoder.decode(value, { stream: true })}`.split('\n\n');
      rest = events.pop() ?? '';
      if (events.some((event) => event.startsWith('event: '))) heard();
    }
  } finally {
    clearTimeout(timer);
  }
}
