import { TeamsInfo, type CloudAdapter } from 'botbuilder';
import { LRUCache } from 'lru-cache';
import type { Conversation, ToldName } from '../../delivery/conversation.ts';
import type { PlaceStore } from '../../delivery/place.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { referenceTo } from './messenger.ts';
import { countRequests, type LimitKeeper } from './rate-limit-policy.ts';

/** A team is asked about again after this time, while a channel of it has no name. */
const ASK_AGAIN_MS = 86_400_000;
const KEPT = 10_000;

/**
 * Asks Teams for the names of teams and channels that the bot was seen in and that no activity has named: Teams tells a
 * name by itself only where somebody creates or renames a channel or a team.
 */
export function createNameLookup({
  adapter,
  botAppId,
  limits,
  places,
  clock,
  log,
}: {
  adapter: CloudAdapter;
  botAppId: string;
  limits: LimitKeeper;
  places: Pick<PlaceStore, 'unnamed' | 'record'>;
  clock: Clock;
  log: Pick<Log, 'info'>;
}): () => Promise<void> {
  const asked = new LRUCache<string, true>({ max: KEPT, ttl: ASK_AGAIN_MS });

  async function ask(channel: Conversation, teamId: string): Promise<ToldName[]> {
    let told: ToldName[] = [];
    await adapter.continueConversationAsync(botAppId, referenceTo(channel), async (context) => {
      countRequests(context, adapter, limits);
      // Caught here: the adapter would post an error message in the conversation.
      try {
        const { id, name } = await TeamsInfo.getTeamDetails(context, teamId);
        const channels = await TeamsInfo.getTeamChannels(context, teamId);
        told = [
          { of: 'team' as const, id, name },
          ...channels.map((each) => ({ of: 'conversation' as const, ...each })),
        ].flatMap(({ of, id: placeId, name: placeName }) =>
          placeId && placeName ? [{ of, id: placeId, name: placeName }] : [],
        );
      } catch (error) {
        log.info({ err: error, teamId }, 'Teams did not tell the names of a team and its channels');
      }
    });
    return told;
  }

  return async () => {
    for (const channel of await places.unnamed()) {
      const { tenantId, teamId } = channel;
      const key = `${tenantId} ${teamId ?? ''}`;
      if (teamId === undefined || asked.has(key)) continue;
      asked.set(key, true);
      await places.record(tenantId, await ask(channel, teamId), clock.now());
    }
  };
}
