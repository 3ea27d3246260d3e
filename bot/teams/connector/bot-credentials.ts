import { MicrosoftAppCredentials, ServiceClientCredentialsFactory } from 'botframework-connector';
import { createClock } from '../../platform/clock.ts';
import { createKeptToken } from '../../sources/graph/kept-token.ts';
import type { TokenSource } from '../../sources/graph/organization.ts';

type Credentials = Awaited<ReturnType<ServiceClientCredentialsFactory['createCredentials']>>;
type ReadToken = () => Promise<string>;

/**
 * Signs requests to Teams with tokens that have a deadline, and that all requests share: botbuilder's own
 * credentials wait without end, each for a token of its own.
 */
export class BotCredentials extends ServiceClientCredentialsFactory {
  readonly #tokens = new Map<string, Promise<ReadToken>>();

  constructor(
    private readonly botId: string,
    /** Where tokens come from; null: requests are not signed. */
    private readonly openSource: (() => Promise<TokenSource>) | null,
    private readonly tokenMs: number,
  ) {
    super();
  }

  override isValidAppId = (appId = '') => Promise.resolve(appId === this.botId);

  override isAuthenticationDisabled = () => Promise.resolve(this.openSource === null);

  override createCredentials = (_appId: string, audience: string): Promise<Credentials> => {
    const { openSource } = this;
    if (!openSource) return Promise.resolve(MicrosoftAppCredentials.Empty);
    return Promise.resolve({
      signRequest: async (request) => {
        const read = await this.#tokenFor(audience, openSource);
        request.headers.set('authorization', `Bearer ${await read()}`);
        return request;
      },
    });
  };

  #tokenFor(audience: string, openSource: () => Promise<TokenSource>): Promise<ReadToken> {
    const scope = `${audience.replace(/\/\.default$/, '')}/.default`;
    let read = this.#tokens.get(scope);
    if (!read) {
      read = openSource().then((source) =>
        createKeptToken({ source, scope, clock: createClock(), tokenMs: this.tokenMs }),
      );
      this.#tokens.set(scope, read);
    }
    return read;
  }
}
