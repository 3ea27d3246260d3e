import { ApiError, type Api } from './api.ts';
import { SignInError } from './host.ts';

/** The server sends something at least every 20 seconds; after this long the connection counts as lost. */
const SILENCE_MS = 45_000;

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 15_000;

/**
 * Follows the server's events for as long as the page is open, and reconnects by itself. `onChange` is called for
 * every event, also for the `hello` that begins each connection, because changes may have been missed before it.
 * `onDisconnect` is called when a connection is lost.
 */
export function followChanges(
  api: Pick<Api, 'stream'>,
  { onChange, onDisconnect }: { onChange: () => void; onDisconnect: () => void },
): void {
  let wake: () => void = () => undefined;
  window.addEventListener('online', () => wake());

  async function run(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    for (;;) {
      try {
        await read(api, () => {
          pauseMs = FIRST_PAUSE_MS;
          onChange();
        });
      } catch (error) {
        // Sign-in failed: loading the campaign fails for the same reason and says so.
        if (!(error instanceof ApiError) && !(error instanceof SignInError)) onDisconnect();
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, pauseMs);
      });
      pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
    }
  }
  void run();
}

/** Resolves when the server ends the stream. */
async function read(api: Pick<Api, 'stream'>, onChange: () => void): Promise<void> {
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
      if (events.some((event) => event.startsWith('event: '))) onChange();
    }
  } finally {
    clearTimeout(timer);
  }
}
