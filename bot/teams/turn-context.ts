import type { TenantProgress } from '../campaign/progress.ts';
import { byUrgency } from '../guidance/portfolio.ts';
import type { Clock } from '../platform/clock.ts';
import type { CommandContext, CommandServices } from './commands/command.ts';
import { localNowOf, type Inbound } from './turn/activity.ts';

const NOTHING_REPORTED: TenantProgress = new Map();

/**
 * Gives the handler of an activity what it works with. `notice` is the id that the activity names, if it does; `speakOf`
 * hears the servers that the answer is about.
 */
export type OpenContext<Services extends CommandServices> = (
  inbound: Inbound,
  options?: { notice?: unknown } & Partial<Pick<CommandContext, 'speakOf' | 'offer' | 'lastChanges'>>,
) => Promise<Services & CommandContext>;

export function createContexts<Services extends CommandServices>(
  services: Services,
  clock: Clock,
): OpenContext<Services> {
  return async (
    inbound,
    { notice, speakOf = () => undefined, offer = () => undefined, lastChanges = [] } = {},
  ) => {
    const localNow = localNowOf(inbound, clock.now());
    const { tenantId } = inbound.conversation;
    const [reported, portfolio] = await Promise.all([
      services.registry.progressOfAll(),
      services.portfolios.of(tenantId),
    ]);
    const progress = reported.get(tenantId) ?? NOTHING_REPORTED;
    const urgent = byUrgency(portfolio, localNow, ({ notice: { id } }) => progress.get(id) ?? null);
    const guide = urgent.find(({ notice: { id } }) => id === notice) ?? urgent[0];
    return { ...services, portfolio, guide, urgent, inbound, localNow, speakOf, offer, lastChanges };
  };
}
