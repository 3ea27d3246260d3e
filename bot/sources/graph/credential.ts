import { CLOUDS, type CloudName } from './clouds.ts';
import type { TokenSource } from './organization.ts';
import type { ClientSecretCredentialOptions } from '@azure/identity';

/**
 * Makes the credential that the settings choose.
 * `@azure/identity` is loaded here and not at start, because that takes a third of a second.
 * @param transport replaces the HTTP client, except for managed identities.
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

/** The identity with which Cutover gets tokens from Microsoft Entra ID, and the cloud. */
export interface Identity {
  credential:
    | { kind: 'managed-identity'; clientId: string | null }
    | { kind: 'client-secret'; tenantId: string; clientId: string; secret: string }
    | { kind: 'certificate'; tenantId: string; clientId: string; path: string }
    | { kind: 'default' };
  cloud: CloudName;
}
