import type { Conversation, ToldName } from './conversation.ts';

/** A conversation as people know it. */
export interface Place {
  kind: Conversation['kind'];
  /** Of a channel `TEAM › CHANNEL`, or the part of it that Teams has told; of a group chat its title. Null: none is known. */
  name: string | null;
}

/** Keeps the names that Teams tells. */
export interface PlaceStore {
  /** Saves names that were told at that time. One that was told later stays. */
  record(tenantId: string, names: readonly ToldName[], toldAt: Date): Promise<void>;
  /** A channel of each team of which some channel has no name, with its `teamId`. */
  unnamed(): Promise<Conversation[]>;
  /** Of conversations that the bot has been seen in, by id. */
  find(tenantId: string, conversationIds: readonly string[]): Promise<ReadonlyMap<string, Place>>;
}

/** Teams tells no name of a team's first channel, so that each client can show it in its language. */
const FIRST_CHANNEL = 'General';

/** The name of a channel; null when Teams has told neither its own nor its team's. */
export function nameChannel({
  channel,
  team,
  isFirst,
}: {
  channel: string | null;
  team: string | null;
  /** Of its team. */
  isFirst: boolean;
}): string | null {
  const own = channel ?? (isFirst && team !== null ? FIRST_CHANNEL : null);
  return [team, own].filter((name) => name !== null).join(' › ') || null;
}

const KINDS = { personal: 'personal chat', groupChat: 'group chat', channel: 'channel' } as const;

/** For a sentence: `the channel Identity › Operations`, or `a channel`. */
export function placeInSentence({ kind, name }: Place): string {
  return name === null ? `a ${KINDS[kind]}` : `the ${KINDS[kind]} ${name}`;
}

/** For a table: the name, or `channel`. */
export function placeInTable({ kind, name }: Place): string {
  return name ?? KINDS[kind];
}
