import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from '@fluentui/tokens';
import { setTheme } from '@fluentui/web-components/theme/set-theme.js';
import type { Host, ThemeName } from './host.ts';

const THEMES = { default: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme };

/** Applies the host's theme, now and whenever it changes. */
export function followTheme(host: Pick<Host, 'theme' | 'onTheme'>): void {
  const apply = (name: ThemeName) => {
    setTheme(THEMES[name]);
    document.documentElement.dataset['theme'] = name;
  };
  apply(host.theme);
  host.onTheme(apply);
}
