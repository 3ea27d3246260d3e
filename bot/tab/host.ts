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

/**
 * Finds out where the page is shown, and agrees with Teams on how. The library that speaks with Teams also asks
 * Microsoft's network for the newest list of hosts: it is loaded only where somebody frames the page.
 */
export async function openHost(): Promise<Host> {
  const isFramed = window.parent !== window || 'nativeInterface' in window;
  const teams = isFramed ? await import('./teams.ts') : null;
  return (await teams?.openTeams()) ?? openBrowser();
}

function openBrowser(): Host {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(forced-colors: active)');
  const theme = (): ThemeName => (contrast.matches ? 'contrast' : dark.matches ? 'dark' : 'default');
  return {
    kind: 'browser',
    place: placeIn(location.search),
    channelId: null,
    locale: knownLocale(navigator.language),
    theme: theme(),
    onTheme(changed) {
      for (const query of [dark, contrast]) query.addEventListener('change', () => changed(theme()));
    },
    token: () => Promise.resolve(null),
    loaded: () => undefined,
  };
}

export function placeIn(search: string): string {
  return new URLSearchParams(search).get('view') ?? '';
}

export function themeNamed(name: string): ThemeName {
  return name === 'dark' || name === 'contrast' ? name : 'default';
}

export function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en-GB';
  } catch {
    return 'en-GB'; // Intl throws on what is no tag at all
  }
}
