import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type restify from 'restify';
import type { Server } from 'restify';
import { HASHED_FILE } from '../platform/paths.ts';

/**
 * Where Teams and the other Microsoft 365 clients show tabs:
 * https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements
 */
const HOSTS = [
  'teams.microsoft.com',
  '*.teams.microsoft.com',
  'teams.cloud.microsoft',
  '*.cloud.microsoft',
  '*.microsoft365.com',
  '*.office.com',
  'outlook.office365.com',
  'teams.microsoft.us',
  '*.teams.microsoft.us',
  'teams.live.com',
  '*.skype.com',
];

/** Only our own files; teams-js also fetches Microsoft's current list of hosts from its CDN. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' https://res.cdn.office.net/teams-js/",
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors ${HOSTS.map((host) => `https://${host}`).join(' ')}`,
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface TabFile {
  contentType: string;
  cacheControl: string;
  etag: string;
  /** By encoding; `identity` is the file itself. */
  bodies: Readonly<Partial<Record<Encoding, Buffer>>>;
}

const ENCODINGS = ['br', 'gzip', 'identity'] as const;
type Encoding = (typeof ENCODINGS)[number];
const EXTENSIONS: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz', identity: '' };

/** Serves `/tab/` and `/tab/configure` with their resources from `folder`, which is read on the first request. */
export function serveTab(server: Server, folder: string): void {
  let loaded: Promise<ReadonlyMap<string, TabFile>> | null = null;

  async function serve(request: restify.Request, response: restify.Response): Promise<void> {
    loaded ??= readFiles(folder);
    const files = await loaded.catch((error: unknown) => {
      loaded = null;
      throw error;
    });
    const file = files.get(nameOf(request.path()));
    response.setHeader('x-content-type-options', 'nosniff');
    if (!file) {
      response.status(404);
      response.setHeader('content-type', 'text/plain; charset=utf-8');
      response.sendRaw('Page not found. The dashboard is at /tab/.');
      return;
    }
    send(file, request, response);
  }
  server.get('/tab', serve);
  server.get('/tab/*', serve);
}

function send(file: TabFile, request: restify.Request, response: restify.Response): void {
  const accepted = request.headers['accept-encoding']?.toString() ?? '';
  const encoding = ENCODINGS.find(
    (candidate) => file.bodies[candidate] && (candidate === 'identity' || accepted.includes(candidate)),
  );
  const isUnchanged = request.headers['if-none-match'] === file.etag;
  const body = isUnchanged ? undefined : file.bodies[encoding ?? 'identity'];
  const headers: Record<string, string | number> = {
    'content-type': file.contentType,
    'cache-control': file.cacheControl,
    etag: file.etag,
    vary: 'accept-encoding',
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    ...(body ? { 'content-length': body.length } : {}),
    ...(encoding && encoding !== 'identity' ? { 'content-encoding': encoding } : {}),
  };
  response.writeHead(isUnchanged ? 304 : 200, headers);
  response.end(body);
}

/** `/tab` and `/tab/` are index.html; a name without an extension is an HTML file. */
function nameOf(path: string): string {
  const name = path.replace(/^\/tab\/?/, '').replace(/\/$/, '');
  if (name === '') return 'index.html';
  return extname(name) === '' ? `${name}.html` : name;
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, TabFile>> {
  const names = await readdir(folder);
  const files = new Map<string, TabFile>();
  for (const name of names.filter((candidate) => extname(candidate) in TYPES)) {
    const bodies: Partial<Record<Encoding, Buffer>> = {};
    for (const encoding of ENCODINGS) {
      const stored = `${name}${EXTENSIONS[encoding]}`;
      if (names.includes(stored)) bodies[encoding] = await readFile(join(folder, stored));
    }
    const hash = createHash('sha256').update(bodies.identity ?? '');
    files.set(name, {
      contentType: TYPES[extname(name)] ?? '',
      cacheControl: HASHED_FILE.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: `"${hash.digest('base64url').slice(0, 16)}"`,
      bodies,
    });
  }
  return files;
}
