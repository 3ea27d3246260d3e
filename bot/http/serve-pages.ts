import type { Request, Response, Server } from 'restify';
import { POLICY_PAGES } from './policy-pages.ts';

/** No scripts, and no resources but the page's own style. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The pages that the app's manifest names, without authentication. */
export function servePages(server: Server): void {
  for (const { path, html } of POLICY_PAGES) {
    server.get(path, (_request: Request, response: Response, next: () => void) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', POLICY);
      response.sendRaw(200, html);
      next();
    });
  }
}
