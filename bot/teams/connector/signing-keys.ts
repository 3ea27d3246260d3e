import type { Cloud } from '../../sources/graph/clouds.ts';

/** Where Bot Framework names the keys that Teams' tokens are signed with. */
const PUBLIC_METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

/**
 * Fetches the keys that Teams' tokens are signed with, to find out whether they can be had.
 * @param metadataUrl OpenID Connect metadata, whose `jwks_uri` names the keys.
 * @throws when they cannot be had within `timeoutMs`.
 */
export async function fetchSigningKeys(metadataUrl: string, timeoutMs: number): Promise<void> {
  const signal = AbortSignal.timeout(timeoutMs);
  const metadata = await readJson(metadataUrl, signal);
  const keysUrl = metadata['jwks_uri'];
  if (typeof keysUrl !== 'string') throw new Error(`${metadataUrl} has no "jwks_uri".`);
  const { keys } = await readJson(keysUrl, signal);
  if (!Array.isArray(keys) || keys.length === 0) throw new Error(`${keysUrl} has no keys.`);
}

/** The metadata of a cloud's Bot Framework. */
export function signingKeysMetadata({ botFramework }: Cloud): string {
  return botFramework?.openIdMetadata ?? PUBLIC_METADATA;
}

async function readJson(url: string, signal: AbortSignal): Promise<Record<string, unknown>> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return (await response.json()) as Record<string, unknown>;
}
