import type { NamedReport } from './write-report.ts';

/** What a message asks to be done or looked up. */
export type ReadAct =
  /**
   * Commands in their plain form, such as `remind us at 08:15`; `ask`: what else may be meant, in doubt; `rest`: the
   * questions beside them, as they were typed; `unread`: rows and servers beside them of which nothing is recorded.
   */
  | { kind: 'do'; lines: readonly string[]; ask?: AskBack; rest?: string; unread?: readonly string[] }
  /** In doubt. */
  | ({ kind: 'ask'; rest?: string; unread?: readonly string[] } & AskBack)
  /** A fact of a server that isn't known: its plain form, with an example for a name. */
  | { kind: 'which-server'; line: string }
  /** Servers that have another version now, which nobody said; `said`: what was said in its place, which is none. */
  | { kind: 'which-version'; names: readonly string[]; said?: string }
  /**
   * How something is done, by the label of the act; `said`: an order that can't be carried out as it stands, and `why`,
   * as the end of a sentence, where more is known than that something is missing.
   */
  | { kind: 'explain'; act: string; said?: string; why?: string }
  /** It isn't so yet: the plain forms to type when it is. */
  | { kind: 'not-yet'; lines: readonly string[] }
  /** It isn't so: what is denied of each server. */
  | { kind: 'denied'; reports: readonly NamedReport[] }
  /** It is not to be done: "don't turn the reminders off". */
  | { kind: 'declined' }
  /** Puts something right where nothing was done. */
  | { kind: 'nothing-to-correct' };

/** A question back with what may be meant, the likeliest first; `text` has plain forms, a line each. */
export interface AskBack {
  question: string;
  options: readonly { title: string; text: string }[];
}
