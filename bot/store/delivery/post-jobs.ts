import type { PostJob } from '../../delivery/ports.ts';

/** The queue's name in pg-boss. */
export const QUEUE = 'post-jobs';

/** A job that takes longer is given to another worker, too. Longer than any job takes. */
const EXPIRE_SECONDS = 40;

export const QUEUE_OPTIONS = {
  retryLimit: 20,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: EXPIRE_SECONDS,
  deleteAfterSeconds: 3_600,
};

/** pg-boss fetches the highest priority first, then the oldest job. */
const POST_PRIORITY = 2;
const MINOR_POST_PRIORITY = 1;
const UPDATE_PRIORITY = 0;

/** A job's priority, and the tenant as its group. */
export function jobOptions({ tenantId, isUpdate, isMinor }: PostJob) {
  const postPriority = isMinor ? MINOR_POST_PRIORITY : POST_PRIORITY;
  return { group: { id: tenantId }, priority: isUpdate ? UPDATE_PRIORITY : postPriority };
}
