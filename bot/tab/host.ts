export type ThemeName = 'default' | 'dark' | 'contrast';

/** What shows the page: Teams or a browser. */
export interface Host {
  kind: 'teams' | 'browser';
  /** What a link opens, as `parseSubPage` reads it: `servers`, or `servers/AADC01?notice=ID`; empty without a link. */
  subPage: string;
  /** Channel that the tab is in; null elsewhere. */
  channelId: string | null;
  locale: string;
  theme: ThemeName;
  onTheme(changed: (theme: ThemeName) => void): void;
  /**
   * Access token for Cutover's API; null in a browser, where nobody signs in.
   * @throws SignInError if Teams gives none.
   */
  token(): Promise<string | null>;
  /** Tells Teams to remove its loading indicator. */
  loaded(): void;
}

/** Teams gave no token. The message is for the reader. */
export class SignInError extends Error {
  override name = 'SignInError';
}

export function themeNamed(name: string): ThemeName {
  return name === 'dark' || name === 'contrast' ? name : 'default';
}

/** The locale for dates and numbers. The page is in English, so it follows the rule of `bot/platform/english-locale.ts`. */
export function englishLocale(locale: string): string {
  try {
    const [known = 'en-GB'] = Intl.DateTimeFormat.supportedLocalesOf(locale);
    return known.startsWith('en-') ? known : 'en-GB';
  } catch {
    return 'en-GB'; // Intl throws on what is not a tag at all
  }
}
