import { openDatabase } from '../../bot/store/database/database.ts';
import { createPostQueue } from '../../bot/store/delivery/post-queue.ts';
import type { DatabasePlace } from './databases.ts';

/** Makes Cutover's tables and its job queue in an empty store, which can then be copied. */
export async function migrateStore(place: DatabasePlace): Promise<void> {
  const database = await openDatabase(place);
  const queue = createPostQueue(database.boss, database.db, (error) => {
    throw error;
  });
  await queue.start();
  await queue.stop();
  await database.close();
}
