import type { Standing } from '../../dashboard/undo.ts';
import type { ScheduleContext } from '../../reminders/ports.ts';

/** What a change is about, locked until the end of the transaction. */
export interface LockedSubject {
  standing: Standing;
  /** Whether it stands as the change has left it. */
  isUnchanged: boolean;
  /** Brings back how it stood before the change. */
  restore(asked: ScheduleContext): Promise<Standing>;
}
