import { readNotice } from '../../bot/sources/notices/read-notice.ts';
import type { Example } from '../../bot/understanding/linear-model.ts';

/** Every phrase of the Azure AD Connect V1 notice and of Cutover itself. */
export async function readPhrases(): Promise<Example[]> {
  const notices = await Promise.all(
    ['bot/notices/azure-ad-connect-v1', 'bot/notices/cutover'].map((folder) => readNotice(folder)),
  );
  return notices.flatMap(({ phrases }) => phrases);
}
