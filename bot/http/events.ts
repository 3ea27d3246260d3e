import { Readable } from 'node:stream';
import type { ChangeFeed } from '../dashboard/ports.ts';

/** Proxies end a connection on which nothing is said for so long; Azure's after 230 seconds. */
const BREATH_MS = 20_000;

/** Then the client comes again, with a token that is still good. */
const LIFE_MS = 15 * 60_000;

/** However much changes at once: it is told at once, and once more after this. */
const PAUSE_MS = 300;

/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): `hello` when changes
 * are told from now on, `change` when something changed that the dashboard shows. What it is, is asked anew.
 */
export function streamChanges(changes: ChangeFeed, tenantId: string): Readable {
  let pause: NodeJS.Timeout | null = null;
  let isOwed = false;
  const tell = (event: string) => stream.push(`event: ${event}\ndata: {}\n\n`);

  function changed(): void {
    if (pause) {
      isOwed = true;
      return;
    }
    tell('change');
    pause = setTimeout(() => {
      pause = null;
      if (isOwed) changed();
    }, PAUSE_MS);
    isOwed = false;
  }

  const stream = new Readable({
    read: () => undefined,
    destroy(error, done) {
      unfollow();
      clearInterval(breath);
      clearTimeout(life);
      if (pause) clearTimeout(pause);
      done(error);
    },
  });
  const unfollow = changes.follow(tenantId, { changed, ended: () => stream.push(null) });
  const breath = setInterval(() => stream.push(': still here\n\n'), BREATH_MS);
  const life = setTimeout(() => stream.push(null), LIFE_MS);
  tell('hello');
  return stream;
}
