import { isIP } from 'node:net';

/** Last labels of names that only a private network knows. */
const PRIVATE_DOMAINS = ['local', 'localhost', 'internal', 'lan', 'home', 'corp', 'intranet', 'arpa', 'test'];

/**
 * Whether requests may be sent to `address`, which an activity named: https, and a name that is public. An IP
 * address is never the connector's, and could be a machine of the network that the bot runs in.
 */
export function isPublicServiceUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, port } = new URL(address);
  if (protocol !== 'https:' || username || password || (port && port !== '443')) return false;
  const name = hostname.replace(/\.$/, '');
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0) return false;
  const labels = name.split('.');
  return labels.length > 1 && !PRIVATE_DOMAINS.includes(labels.at(-1) ?? '');
}
