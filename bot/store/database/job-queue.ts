/** How often pg-boss looks for the jobs of dead processes: another process takes over within a minute. */
const SUPERVISE_SECONDS = 5;

/** What a queue asks of pg-boss. */
export const BOSS_OPTIONS = {
  superviseIntervalSeconds: SUPERVISE_SECONDS,
  monitorIntervalSeconds: SUPERVISE_SECONDS,
  maintenanceIntervalSeconds: 3_600,
};
