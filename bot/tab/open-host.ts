import { type Host, type ThemeName, placeIn, englishLocale } from './host.ts';

/**
 * Finds out where the page is shown, and agrees with Teams on how. The library that speaks with Teams also asks
 * Microsoft's network for the newest list of hosts: it is loaded only where somebody frames the page.
 */
export async function openHost(): Promise<Host> {
  const isFramed = window.parent !== window || 'nativeInterface' in window;
  const teams = isFramed ? await import('./teams.ts') : null;
  return (await teams?.openTeams()) ?? openBrowser();
}

export function openBrowser(): Host {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(forced-colors: active)');
  const theme = (): ThemeName => (contrast.matches ? 'contrast' : dark.matches ? 'dark' : 'default');
  return {
    kind: 'browser',
    place: placeIn(location.search),
    channelId: null,
    locale: englishLocale(navigator.language),
    theme: theme(),
    onTheme(changed) {
      for (const query of [dark, contrast]) query.addEventListener('change', () => changed(theme()));
    },
    token: () => Promise.resolve(null),
    loaded: () => undefined,
  };
}
