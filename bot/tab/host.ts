import { app, authentication, pages } from '@microsoft/teams-js';

/** Teams answers at once; whoever frames the page and is not Teams never does. */
const HOST_TIMEOUT_MS = 8_000;

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

/** Finds out where the page is shown, and agrees with Teams on how. */
export async function openHost(): Promise<Host> {
  const isFramed = window.parent !== window || 'nativeInterface' in window;
  return isFramed && (await isTeams()) ? openTeams() : openBrowser();
}

async function isTeams(): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), HOST_TIMEOUT_MS));
  const ready = app.initialize().then(
    () => true,
    () => false,
  );
  return Promise.race([ready, late]);
}

async function openTeams(): Promise<Host> {
  const { app: client, page, channel } = await app.getContext();
  app.notifyAppLoaded();
  return {
    kind: 'teams',
    place: page.subPageId || placeIn(location.search),
    channelId: channel?.id ?? null,
    locale: knownLocale(client.locale),
    theme: themeNamed(client.theme),
    onTheme: (changed) => app.registerOnThemeChangeHandler((theme) => changed(themeNamed(theme))),
    token: () => authentication.getAuthToken().catch(explain),
    loaded: () => void app.notifySuccess(),
  };
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

/** Offers the tab to a channel: `address` is what it will show. */
export function offerTab(address: () => string): void {
  pages.config.registerOnSaveHandler((saving) => {
    const url = address();
    pages.config
      .setConfig({ suggestedDisplayName: 'Cutover', entityId: 'dashboard', contentUrl: url, websiteUrl: url })
      .then(
        () => saving.notifySuccess(),
        (error: unknown) => saving.notifyFailure(String(error)),
      );
  });
  pages.config.setValidityState(true);
}

function placeIn(search: string): string {
  return new URLSearchParams(search).get('view') ?? '';
}

function themeNamed(name: string): ThemeName {
  return name === 'dark' || name === 'contrast' ? name : 'default';
}

function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en-GB';
  } catch {
    return 'en-GB'; // Intl throws on what is no tag at all
  }
}

/** https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-code */
const REASONS: readonly [RegExp, string][] = [
  [
    /consent|invalid_grant|interaction_required/i,
    'Nobody has agreed yet that Cutover may know who you are. An administrator agrees for everybody in the Microsoft Entra admin centre: Enterprise applications, Cutover, Permissions.',
  ],
  [
    /mfa|multi.?factor/i,
    'Your organisation asks for one more step at sign-in. Sign in to Teams again, then come back.',
  ],
  [
    /resourceDisabled|resource_disabled/i,
    'Cutover is switched off in your organisation. An administrator switches it on in the Microsoft Entra admin centre: Enterprise applications, Cutover, Properties.',
  ],
  [
    /invalid_resource|resource/i,
    'The address of Cutover in the app’s package is not that of its registration. Who installed the app compares webApplicationInfo with the Application ID URI.',
  ],
  [/cancel/i, 'The sign-in was cancelled.'],
];

/** Why Teams gave no token, and what to do, in words. */
function explain(error: unknown): never {
  const said = error instanceof Error ? error.message : String(error);
  const words = REASONS.find(([pattern]) => pattern.test(said))?.[1] ?? 'Teams gave no reason that I know.';
  throw new SignInError(`${words} (Teams says: ${said || 'nothing'}.)`, { cause: error });
}
