import { app, authentication, pages } from '@microsoft/teams-js';
import { englishLocale, placeIn, SignInError, themeNamed, type Host } from './host.ts';

/** Teams answers at once; whoever frames the page and is not Teams never does. */
const HOST_TIMEOUT_MS = 8_000;

/** Null when whoever frames the page is not Teams. */
export async function openTeams(): Promise<Host | null> {
  if (!(await isTeams())) return null;
  const { app: client, page, channel } = await app.getContext();
  app.notifyAppLoaded();
  return {
    kind: 'teams',
    place: page.subPageId || placeIn(location.search),
    channelId: channel?.id ?? null,
    locale: englishLocale(client.locale),
    theme: themeNamed(client.theme),
    onTheme: (changed) => app.registerOnThemeChangeHandler((theme) => changed(themeNamed(theme))),
    token: () => authentication.getAuthToken().catch(explain),
    loaded: () => void app.notifySuccess(),
  };
}

async function isTeams(): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), HOST_TIMEOUT_MS));
  const ready = app.initialize().then(
    () => true,
    () => false,
  );
  return Promise.race([ready, late]);
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
