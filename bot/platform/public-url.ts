/** What `isOrigin` asks for, as a problem's remedy. */
export const ORIGIN_FORM = 'must be an https address without a path, like https://cutover.example.com';

/** Whether Teams can be told that pages are there; in local mode, which nobody reaches from outside, it may be this machine. */
export function isOrigin(text: string): boolean {
  if (!URL.canParse(text) || new URL(text).origin !== text) return false;
  return text.startsWith('https:') || isThisMachine(text);
}

/** An address that nobody else can open. */
export function isThisMachine(address: string): boolean {
  return /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?\/?$/.test(address);
}
