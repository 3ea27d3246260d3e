import type { Server, ServerResponse } from 'node:http';

/** How often connections are looked at that may be closed. */
const CHECK_EVERY_MS = 50;

/** A request whose body is on its way when the server closes may arrive within this time, to be answered. */
const ARRIVAL_MS = 500;

/**
 * Follows the requests of a server, and returns the function that closes it: no new connections, then an answer to
 * each request that has arrived, but no longer than `mostMs`. Idle connections are closed at once, half-sent
 * requests after half a second.
 */
export function followRequests(server: Server): (mostMs: number) => Promise<void> {
  const unanswered = new Set<ServerResponse>();
  server.on('request', (_request, response: ServerResponse) => {
    unanswered.add(response);
    response.once('close', () => unanswered.delete(response));
  });
  const isAnswering = () => [...unanswered].some(({ req }) => req.complete);

  return (mostMs) =>
    new Promise((resolve) => {
      const startedAt = performance.now();
      const check = () => {
        const elapsedMs = performance.now() - startedAt;
        server.closeIdleConnections();
        if (elapsedMs >= mostMs || (elapsedMs >= ARRIVAL_MS && !isAnswering())) server.closeAllConnections();
      };
      const checks = setInterval(check, CHECK_EVERY_MS);
      server.close(() => {
        clearInterval(checks);
        resolve();
      });
      check();
    });
}
