import type { SendOutcome } from '../../bot/delivery/ports.ts';

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

/** Where a process dies while it delivers a post; once it has departed, it may have been sent. */
export type Death = 'claiming' | 'claimed' | 'departed' | 'sent' | 'settled';

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

/** What the messenger reports of a request; `happened` counts it. Teams accepts a request without a fault. */
export function answerWith(fault: Fault | undefined, happened: Happened): SendOutcome {
  const reason = fault ?? '';
  switch (fault) {
    case undefined:
      happened.accepted++;
      return { kind: 'accepted', activityId: String(happened.accepted) };
    case 'accepts, and its answer is lost':
      happened.accepted++;
      happened.ambiguous++;
      return { kind: 'ambiguous', reason };
    case 'does not accept, and its answer is lost':
      happened.ambiguous++;
      return { kind: 'ambiguous', reason };
    case 'throttles':
      return { kind: 'deferred', reason };
    case 'knows no such conversation':
      return { kind: 'not-found', reason };
    case 'refuses the bot':
      return { kind: 'unauthorised', reason };
    case 'rejects':
      happened.refused++;
      return { kind: 'rejected', reason };
  }
}
