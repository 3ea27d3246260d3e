import { Kysely, type KyselyConfig, type TransactionBuilder } from 'kysely';
import { retry } from './retry.ts';
import type { StoreHealth } from './store-health.ts';

/**
 * Kysely whose transactions run again when the store undid them: the connection was lost before the commit, or another
 * transaction was in the way. Their callbacks must therefore change nothing outside of the transaction.
 */
export class RetryingKysely<Schema> extends Kysely<Schema> {
  readonly #health: StoreHealth;

  constructor(config: KyselyConfig, health: StoreHealth) {
    super(config);
    this.#health = health;
  }

  override transaction(): TransactionBuilder<Schema> {
    const builder = super.transaction();
    const execute = builder.execute.bind(builder);
    builder.execute = (callback) => retry(() => execute(callback), this.#health);
    return builder;
  }
}
