import { readFileSync } from 'node:fs';
import type pg from 'pg';

type Password = () => Promise<string>;

/** What pg and pg-boss both understand. */
export type PostgresOptions = { connectionString: string } | TokenOptions;

interface TokenOptions {
  host: string;
  port: number;
  user: string;
  database: string;
  /** Asked anew for each connection. */
  password: Password;
  ssl: Exclude<pg.ClientConfig['ssl'], undefined>;
}

const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];
const READABLE = ['disable', 'allow', 'prefer', 'no-verify'];
const DEFAULT_PORT = 5432;

/** Whether an address leaves the password to Microsoft Entra ID. */
export function needsToken(databaseUrl: string): boolean {
  if (!URL.canParse(databaseUrl)) return false;
  const { password, searchParams } = new URL(databaseUrl);
  return password === '' && !searchParams.get('password');
}

/** Whether nobody on the way can read what is sent. What goes to this machine is on no way. */
export function isEncrypted(databaseUrl: string): boolean {
  const { hostname, searchParams } = new URL(databaseUrl);
  return THIS_MACHINE.includes(hostname) || !READABLE.includes(searchParams.get('sslmode') ?? '');
}

/**
 * How a PostgreSQL is reached. With a `password` to ask for, the connection is encrypted and the server proves who
 * it is, by `sslrootcert` when the address names that file; only to this machine it is encrypted only when `sslmode` says so.
 */
export function connectTo(databaseUrl: string, password: Password | null): PostgresOptions {
  if (!password) return { connectionString: databaseUrl };
  const { hostname, port, username, pathname, searchParams } = new URL(databaseUrl);
  const mode = searchParams.get('sslmode');
  const isPlain = THIS_MACHINE.includes(hostname) && (!mode || READABLE.includes(mode));
  const authority = searchParams.get('sslrootcert');
  const user = decodeURIComponent(username);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || DEFAULT_PORT,
    user,
    database: decodeURIComponent(pathname.slice(1)) || user,
    password,
    ssl: isPlain ? false : authority ? { ca: readFileSync(authority, 'utf8') } : true,
  };
}
