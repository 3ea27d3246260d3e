import type { NotedAct } from '../../dashboard/audit-trail.ts';
import { authored } from '../commands/command.ts';
import type { CardActionContext } from './card-action.ts';

/** Writes to the audit trail what the person has done, without anything that they wrote. */
export function noteAct(
  { act, subject, after = {} }: Pick<NotedAct, 'act' | 'subject'> & Partial<Pick<NotedAct, 'after'>>,
  context: CardActionContext,
): Promise<void> {
  const { tenantId } = context.inbound.conversation;
  return context.auditTrail.note(tenantId, { act, subject, before: null, after }, authored(context));
}
