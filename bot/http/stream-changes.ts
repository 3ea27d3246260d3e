import { Readable } from 'node:stream';
import type { ChangeFeed } from '../dashboard/ports.ts';

/** Keeps proxies from closing an idle connection; Azure's do after 230 seconds. */
const KEEP_ALIVE_MS = 20_000;

/** Then the stream ends and the client reconnects, with a token that is still valid. */
const MAX_STREAM_MS = 15 * 60_000;

/** A burst of changes sends one event at once and one more after this. */
const THROTTLE_MS = 300;

/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): `hello` once changes
 * are followed, then `change` whenever something on the dashboard changes. Events carry no data: the client
 * reads the campaign again.
 */
export function streamChanges(changes: ChangeFeed, tenantId: string): Readable {
  let throttle: NodeJS.Timeout | null = null;
  let isPending = false;
  const send = (event: string) => stream.push(`event: ${event}\ndata: {}\n\n`);

  function changed(): void {
    if (throttle) {
      isPending = true;
      return;
    }
    send('change');
    throttle = setTimeout(() => {
      throttle = null;
      if (isPending) changed();
    }, THROTTLE_MS);
    isPending = false;
  }

  const stream = new Readable({
    read: () => undefined,
    destroy(error, done) {
      unfollow();
      clearInterval(keepAlive);
      clearTimeout(end);
      if (throttle) clearTimeout(throttle);
      done(error);
    },
  });
  const unfollow = changes.follow(tenantId, { changed, ended: () => stream.push(null) });
  const keepAlive = setInterval(() => stream.push(': keep-alive\n\n'), KEEP_ALIVE_MS);
  const end = setTimeout(() => stream.push(null), MAX_STREAM_MS);
  send('hello');
  return stream;
}
