/** The absolute URL of a document's link, or the reason why it can't be used. */
export type ResolvedLink = { url: string } | { reason: string };

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const MARKDOWN_SIGNIFICANT = /[()[\]`\\"'<>{}|]/g;

/**
 * Resolves a document's link as Microsoft Learn does: relative to `base`, without `.md`, with query and fragment.
 * Only http and https URLs without a user name are accepted.
 */
export function resolveLink(href: string, base: string | null): ResolvedLink {
  // The WHATWG URL parser removes tabs and line breaks, so the scheme must be checked without them.
  const target = href.replace(/[\t\n\r]/g, '').replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');
  const isAbsolute = SCHEME.test(target);
  if (!isAbsolute && target.startsWith('~/')) {
    return { reason: `the link "${href}" starts at the repository's root, which has no public address` };
  }
  if (!isAbsolute && base === null) {
    return {
      reason: `the relative link "${href}" is left out: give the page’s address with --base (--url for a new notice) or canonicalUrl`,
    };
  }
  const url = parseUrl(isAbsolute ? target : withoutEnding(target), base);
  if (url === null) return { reason: `the link "${href}" is not a valid address` };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { reason: `the link "${href}" is left out: only http and https links work on a card` };
  }
  if (url.username !== '' || url.password !== '') {
    return { reason: `the link "${href}" is left out because it contains a user name` };
  }
  return { url: markdownSafe(url) };
}

/** Parses the public address of an article and removes the fragment; null when it isn't an http or https URL. */
export function parseAddress(text: string): string | null {
  const url = SCHEME.test(text) ? parseUrl(text, null) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  if (url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return markdownSafe(url);
}

/** A key that all addresses of an article share: without scheme, query, fragment, locale and trailing slash. */
export function addressKey(address: string): string {
  const url = new URL(address);
  const path = url.pathname.replace(/^\/[a-z]{2}-[a-z]{2}(?=\/)/i, '').replace(/\/+$/, '');
  return `${url.host}${path}`.toLowerCase();
}

/** The anchor in an address's fragment; null without one, or when the fragment is a text fragment (`#:~:`). */
export function fragmentOf(address: string): string | null {
  const fragment = new URL(address).hash.slice(1);
  return fragment === '' || fragment.startsWith(':~:') ? null : fragment;
}

function withoutEnding(target: string): string {
  if (target.startsWith('//')) return target;
  return target.replace(/^([^?#]*?)\.(?:md|yml)(?=$|[?#])/i, '$1');
}

function parseUrl(target: string, base: string | null): URL | null {
  try {
    return base === null ? new URL(target) : new URL(target, base);
  } catch {
    return null;
  }
}

function markdownSafe(url: URL): string {
  const rest = url.href.slice(url.origin.length);
  const encode = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return url.origin + rest.replace(MARKDOWN_SIGNIFICANT, encode);
}
