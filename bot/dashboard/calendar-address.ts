import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';

/** Where the secret of each tenant's calendar address is kept. */
export interface CalendarSecrets {
  find(tenantId: string): Promise<string | null>;
  /** Keeps `secret` unless the tenant has one, and gives the one that it has. */
  keep(tenantId: string, secret: string, now: Date): Promise<string>;
  remove(tenantId: string): Promise<void>;
}

/** Addresses of the calendar that need no token: Outlook subscribes to an address and can send none. */
export interface CalendarAddresses {
  /** The tenant's address, which stays the same until it is revoked; null without a public address. */
  share(tenantId: string): Promise<string | null>;
  /** Makes the address that was shared useless; the next one is another. */
  revoke(tenantId: string): Promise<void>;
  /** The tenant whose valid key this is, else null. */
  readKey(key: string): Promise<string | null>;
}

const SECRET_BYTES = 32;
/** So that a signature is worth nothing for anything else. */
const PURPOSE = 'milestones.ics';

/**
 * A key is `TENANT.SIGNATURE`, where the signature is the HMAC-SHA-256 of the tenant with a random secret of its own,
 * in base64url.
 * @param origin such as `https://cutover.example.com`; null where Cutover has no address for others.
 * @param isAllowed whether Cutover still answers the tenant.
 */
export function createCalendarAddresses({
  secrets,
  origin,
  isAllowed,
  clock,
}: {
  secrets: CalendarSecrets;
  origin: string | null;
  isAllowed: (tenantId: string) => boolean;
  clock: Clock;
}): CalendarAddresses {
  return {
    async share(tenantId) {
      if (origin === null) return null;
      const fresh = randomBytes(SECRET_BYTES).toString('base64url');
      const secret = await secrets.keep(tenantId, fresh, clock.now());
      const key = `${tenantId}.${sign(tenantId, secret).toString('base64url')}`;
      return `${origin}/api/milestones.ics?key=${encodeURIComponent(key)}`;
    },

    revoke: (tenantId) => secrets.remove(tenantId),

    async readKey(key) {
      const [, tenantId, signature] = /^(.+)\.([\w-]{43})$/.exec(key) ?? [];
      if (tenantId === undefined || signature === undefined || !isAllowed(tenantId)) return null;
      const secret = await secrets.find(tenantId);
      if (secret === null) return null;
      const isValid = timingSafeEqual(Buffer.from(signature, 'base64url'), sign(tenantId, secret));
      return isValid ? tenantId : null;
    },
  };
}

function sign(tenantId: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${PURPOSE}\n${tenantId}`).digest();
}
