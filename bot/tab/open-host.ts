import { type Host, type ThemeName, englishLocale } from './host.ts';
import { readSubPage } from './sub-page.ts';

/**
 * Teams if the page is in its frame, otherwise the browser. The Teams library fetches Microsoft's current list of
 * hosts from the internet, so it is loaded only inside a frame.
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
    subPage: readSubPage(location.search),
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
