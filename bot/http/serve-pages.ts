import type { Request, Response, Server } from 'restify';
import { POLICY_PAGES } from './policy-pages.ts';

/** Nothing of the pages runs, and nothing but their own style is loaded. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The pages that the app's manifest names, for anybody. */
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
