import { CLOUDS, type CloudName } from './clouds.ts';
import type { TokenSource } from './organization.ts';
import type { ClientSecretCredentialOptions } from '@azure/identity';

/**
 * The credential that the settings choose, over `transport` instead of HTTPS where one is given.
 * `@azure/identity` is loaded only here: it costs a start a third of a second.
 */
export async function createCredential(
  { credential, cloud }: Identity,
  transport: Pick<ClientSecretCredentialOptions, 'httpClient'> = {},
): Promise<TokenSource> {
  const identity = await import('@azure/identity');
  const authorityHost = CLOUDS[cloud].authority;
  switch (credential.kind) {
    case 'managed-identity':
      return credential.clientId
        ? new identity.ManagedIdentityCredential({ clientId: credential.clientId })
        : new identity.ManagedIdentityCredential();
    case 'client-secret': {
      const { tenantId, clientId, secret } = credential;
      return new identity.ClientSecretCredential(tenantId, clientId, secret, { authorityHost, ...transport });
    }
    case 'certificate': {
      const { tenantId, clientId, path } = credential;
      return new identity.ClientCertificateCredential(tenantId, clientId, path, {
        authorityHost,
        ...transport,
      });
    }
    case 'default':
      return new identity.DefaultAzureCredential({ authorityHost, ...transport });
  }
}

/** As whom Cutover asks Microsoft Entra ID for a token, and where. */
export interface Identity {
  credential:
    | { kind: 'managed-identity'; clientId: string | null }
    | { kind: 'client-secret'; tenantId: string; clientId: string; secret: string }
    | { kind: 'certificate'; tenantId: string; clientId: string; path: string }
    | { kind: 'default' };
  cloud: CloudName;
}
