import { SUPERVISE_SECONDS } from '../delivery/post-queue.ts';

/** What a queue asks of pg-boss. */
export const BOSS = {
  superviseIntervalSeconds: SUPERVISE_SECONDS,
  monitorIntervalSeconds: SUPERVISE_SECONDS,
  maintenanceIntervalSeconds: 3_600,
};
