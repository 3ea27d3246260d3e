const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * The audiences of tokens for Cutover: the app registration's id (version 2 tokens), and the application ID URIs
 * that Teams requires of an app with a tab and a bot:
 * https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-register-aad
 * @param app id of the app registration. Anything else is the only audience.
 */
export function audiencesOf(app: string, publicUrl: string | undefined): string[] {
  if (!GUID.test(app)) return [app];
  const hosts = publicUrl ? ['', `${new URL(publicUrl).host}/`] : [''];
  return [app, ...hosts.flatMap((host) => [`api://${host}${app}`, `api://${host}botid-${app}`])];
}
