import { app, authentication, pages } from '@microsoft/teams-js';
import { englishLocale, SignInError, themeNamed, type Host } from './host.ts';
import { readSubPage } from './sub-page.ts';

/** Teams answers immediately. Another page that frames this one never does. */
const HOST_TIMEOUT_MS = 8_000;

/** Null if the page is framed, but not by Teams. */
export async function openTeams(): Promise<Host | null> {
  if (!(await isTeams())) return null;
  const { app: client, page, channel } = await app.getContext();
  app.notifyAppLoaded();
  return {
    kind: 'teams',
    subPage: page.subPageId || readSubPage(location.search),
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

/** Lets Teams save the tab in a channel; `address` is called on saving and gives the page to show. */
export function configureTab(address: () => string): void {
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
const EXPLANATIONS: readonly [RegExp, string][] = [
  [
    /consent|invalid_grant|interaction_required/i,
    'Cutover doesn’t have permission to sign you in yet. An administrator can grant it for everyone in the Microsoft Entra admin center: Enterprise applications > Cutover > Permissions.',
  ],
  [
    /mfa|multi.?factor/i,
    'Your organisation requires another sign-in step. Sign in to Teams again, then come back.',
  ],
  [
    /resourceDisabled|resource_disabled/i,
    'Cutover is disabled in your organisation. An administrator can enable it in the Microsoft Entra admin center: Enterprise applications > Cutover > Properties.',
  ],
  [
    /invalid_resource|resource/i,
    'The app package doesn’t match Cutover’s app registration, or the registration has no enterprise application. Ask the person who installed the app to check that webApplicationInfo in the manifest names the Application ID URI.',
  ],
  [/cancel/i, 'Sign-in was cancelled.'],
];

/** @throws SignInError that says why Teams gave no token and what to do. */
function explain(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  const explanation =
    EXPLANATIONS.find(([pattern]) => pattern.test(reason))?.[1] ?? 'Teams couldn’t sign you in.';
  throw new SignInError(reason ? `${explanation} (Teams reported: ${reason})` : explanation, {
    cause: error,
  });
}
