import { DEADLINES } from '../../platform/deadlines.ts';
import { CLOUDS, type CloudName } from './clouds.ts';
import type { TokenSource } from './organization.ts';
import type { ClientSecretCredentialOptions } from '@azure/identity';

type Transport = Required<Pick<ClientSecretCredentialOptions, 'httpClient'>>;

/**
 * Makes the credential that the settings choose.
 * @param transport replaces the HTTP client.
 */
export function createCredential(
  { credential, cloud }: Identity,
  transport?: Transport,
): Promise<TokenSource> {
  return createCredentialAt(CLOUDS[cloud].authority, credential, transport);
}

/**
 * The same for an authority such as `https://login.microsoftonline.com`. Each of its requests has a deadline.
 * `@azure/identity` is loaded here and not at start, because that takes a third of a second.
 */
export async function createCredentialAt(
  authorityHost: string,
  credential: Identity['credential'],
  transport?: Transport,
): Promise<TokenSource> {
  const identity = await import('@azure/identity');
  const { createDefaultHttpClient } = await import('@azure/core-rest-pipeline');
  const { httpClient } = transport ?? { httpClient: createDefaultHttpClient() };
  const punctual: Transport = {
    httpClient: {
      sendRequest(request) {
        request.timeout = DEADLINES.tokenMs;
        return httpClient.sendRequest(request);
      },
    },
  };
  const options = { authorityHost, ...punctual };
  switch (credential.kind) {
    case 'managed-identity':
      return new identity.ManagedIdentityCredential({
        ...(credential.clientId ? { clientId: credential.clientId } : {}),
        ...punctual,
      });
    case 'client-secret': {
      const { tenantId, clientId, secret } = credential;
      return new identity.ClientSecretCredential(tenantId, clientId, secret, options);
    }
    case 'certificate': {
      const { tenantId, clientId, path } = credential;
      return new identity.ClientCertificateCredential(tenantId, clientId, path, options);
    }
    case 'default':
      return new identity.DefaultAzureCredential(options);
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
