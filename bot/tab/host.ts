export type ThemeName = 'default' | 'dark' | 'contrast';

/** Where the page is shown. */
export interface Host {
  kind: 'teams' | 'browser';
  /** The place in the dashboard that a link asks for: `servers`, `servers/AADC01`; empty for none. */
  place: string;
  /** The channel in which the tab is; null elsewhere. */
  channelId: string | null;
  locale: string;
  theme: ThemeName;
  onTheme(changed: (theme: ThemeName) => void): void;
  /**
   * A token for Cutover's API; null in a browser, where nobody signs in.
   * @throws SignInError when Teams gives none.
   */
  token(): Promise<string | null>;
  /** The page shows something. */
  loaded(): void;
}

/** Teams gave no token. */
export class SignInError extends Error {
  override name = 'SignInError';
}

export function placeIn(search: string): string {
  return new URLSearchParams(search).get('view') ?? '';
}

export function themeNamed(name: string): ThemeName {
  return name === 'dark' || name === 'contrast' ? name : 'default';
}

/** The page is English, and so are its dates: as `bot/platform/english-locale.ts` decides for the cards. */
export function englishLocale(locale: string): string {
  try {
    const [known = 'en-GB'] = Intl.DateTimeFormat.supportedLocalesOf(locale);
    return known.startsWith('en-') ? known : 'en-GB';
  } catch {
    return 'en-GB'; // Intl throws on what is not a tag at all
  }
}
