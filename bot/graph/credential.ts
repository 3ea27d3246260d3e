import type { Identity } from '../config.ts';
import { CLOUDS } from './clouds.ts';
import type { TokenSource } from './organization.ts';

/** The credential that the settings choose. `@azure/identity` is loaded only here: it costs a start a third of a second. */
export async function createCredential({ credential, cloud }: Identity): Promise<TokenSource> {
  const identity = await import('@azure/identity');
  const authorityHost = CLOUDS[cloud].authority;
  switch (credential.kind) {
    case 'managed-identity':
      return credential.clientId
        ? new identity.ManagedIdentityCredential({ clientId: credential.clientId })
        : new identity.ManagedIdentityCredential();
    case 'client-secret': {
      const { tenantId, clientId, secret } = credential;
      return new identity.ClientSecretCredential(tenantId, clientId, secret, { authorityHost });
    }
    case 'certificate': {
      const { tenantId, clientId, path } = credential;
      return new identity.ClientCertificateCredential(tenantId, clientId, path, { authorityHost });
    }
    case 'default':
      return new identity.DefaultAzureCredential({ authorityHost });
  }
}
