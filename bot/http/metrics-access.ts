import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { Problem } from './problem.ts';

/** Who may read `/metrics`. Both must hold where both are given; without either everybody may. */
export interface MetricsAccess {
  /** Expected as `Authorization: Bearer TOKEN`. */
  token: string | null;
  /** Addresses and networks such as `10.0.0.0/8`. */
  networks: readonly string[] | null;
}

/** Gives the refusal for a request, or null. */
export type MetricsGuard = (request: {
  headers: IncomingHttpHeaders;
  remoteAddress: string | undefined;
}) => Problem | null;

/** This machine. */
export const LOOPBACK: readonly string[] = ['127.0.0.0/8', '::1'];

/** Addresses from which a reverse proxy can be talking; any other one cannot speak for somebody else. */
const PROXIES = [
  ...['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16'],
  ...['::1/128', 'fc00::/7', 'fe80::/10'],
];

/**
 * Behind a reverse proxy the client is the last entry of `X-Forwarded-For`, which the proxy has written. The entries
 * before it are what the client claims, so they are ignored.
 */
export function createMetricsGuard({ token, networks }: MetricsAccess): MetricsGuard {
  const allowed = networks && toBlockList(networks);
  const proxies = toBlockList(PROXIES);

  function clientOf(headers: IncomingHttpHeaders, remoteAddress: string): string {
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)?.trim();
    return forwarded && contains(proxies, remoteAddress) ? withoutPort(forwarded) : remoteAddress;
  }

  return ({ headers, remoteAddress = '' }) => {
    const client = clientOf(headers, remoteAddress);
    if (allowed && !contains(allowed, client)) {
      return new Problem(
        403,
        `Metrics are not served to ${client}: add its network to METRICS_ALLOW, or set METRICS_TOKEN.`,
      );
    }
    const given = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    if (token === null || (given !== undefined && isSame(given, token))) return null;
    return new Problem(401, 'Send the token of METRICS_TOKEN: Authorization: Bearer ...');
  };
}

/** Whether `text` is an address such as `10.1.2.3` or `::1`, or a network such as `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix, ...others] = text.split('/');
  const version = isIP(address);
  if (version === 0 || others.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

function toBlockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const type = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (prefix === undefined) list.addAddress(address, type);
    else list.addSubnet(address, Number(prefix), type);
  }
  return list;
}

/** An IPv4 address that reached an IPv6 socket, `::ffff:10.1.2.3`, counts as IPv4. */
function contains(list: BlockList, address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const version = isIP(plain);
  return version !== 0 && list.check(plain, version === 4 ? 'ipv4' : 'ipv6');
}

/** App Service writes `203.0.113.9:50123`, others `[2001:db8::1]:50123`. */
function withoutPort(text: string): string {
  return /^\[([^\]]+)\]/.exec(text)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(text)?.[1] ?? text;
}

/** Takes as long for a nearly right token as for a wrong one. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
