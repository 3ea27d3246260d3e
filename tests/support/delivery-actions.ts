/** What Teams does with a request instead of taking it. */
export const FAULTS = [
  'accepts, and its answer is lost',
  'does not accept, and its answer is lost',
  'throttles',
  'knows no such conversation',
  'refuses the bot',
  'rejects',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Where a process dies while it delivers a post. */
export type Death = 'claiming' | 'claimed' | 'sent' | 'settled';

export type Action =
  | { do: 'subscribe'; place: number; localTime: string; zone: string }
  | { do: 'stop'; place: number }
  | { do: 'move'; hours: number }
  | {
      do: 'work';
      /** What Teams does with the next requests, one each. */
      faults: Fault[];
      /** The process dies with the post after so many others; it was the only one, or another takes over its jobs. */
      dies: { after: number; at: Death; isAlone: boolean } | null;
      /** How long it took, in real time. */
      pauseSeconds: number;
    };

/** What the ledger says of a post, beside what really happened to it. */
export interface Account {
  name: string;
  state: string;
  /** How often people see it. */
  accepted: number;
  /** How often it was sent with the mark of a repeat. */
  marked: number;
  /** How often it was sent without, to be shown for all that anybody can know. */
  unmarked: number;
  /** How often nobody can know whether Teams took it. */
  ambiguous: number;
  /** How often Teams said that it will not take it. */
  refused: number;
  /** If it was left out: somebody stopped reminders or asked for them anew, or a newer one was due. */
  isAccountedFor: boolean;
}

export type Happened = Pick<Account, 'accepted' | 'marked' | 'unmarked' | 'ambiguous' | 'refused'>;
