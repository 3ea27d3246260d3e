import { openDatabase, type Database } from '../../bot/store/database/database.ts';
import { createPostQueue } from '../../bot/store/delivery/post-queue.ts';
import { createStores, type Stores } from '../../bot/store/stores.ts';
import type { DatabasePlace } from './databases.ts';

export interface OpenStores extends Stores {
  database: Database;
  close(): Promise<void>;
}

/** Opens every store over one database, with its job queue and without an app. An error of the queue fails the run. */
export async function openStores(place: DatabasePlace): Promise<OpenStores> {
  const database = await openDatabase(place);
  const queue = createPostQueue(database.boss, database.db, (error) => {
    throw error;
  });
  await queue.start({ isSingleInstance: true });
  return {
    ...createStores(database.db, queue),
    database,
    close: async () => {
      await queue.stop();
      await database.close();
    },
  };
}
