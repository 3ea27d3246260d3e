const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * What Entra ID calls the receiver of a token: an app registration by its id (version 2 tokens), or by an address
 * such as Teams demands of an app with a tab and a bot:
 * https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-register-aad
 * @param app the registration's id; anything else is the one audience itself.
 */
export function audiencesOf(app: string, publicUrl: string | undefined): string[] {
  if (!GUID.test(app)) return [app];
  const hosts = publicUrl ? ['', `${new URL(publicUrl).host}/`] : [''];
  return [app, ...hosts.flatMap((host) => [`api://${host}${app}`, `api://${host}botid-${app}`])];
}
