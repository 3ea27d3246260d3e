/** How long Cutover waits for others, in milliseconds. */
export interface Deadlines {
  /** The signing keys of the tokens that others send. */
  signingKeysMs: number;
  /** A token for one of our own requests. */
  tokenMs: number;
  /** A request to Teams in a turn: a reply, an update of a card, a look-up of a member. */
  replyMs: number;
  /** A turn that is worked on for longer: the person is told that the answer takes a while. */
  slowTurnMs: number;
  /** The HTTP answer to an activity, whatever becomes of the turn. */
  turnMs: number;
  /** Until a proactive post is sent: its token, and its slot within Teams' limits. */
  departureMs: number;
  /** Teams' answer to a proactive post. */
  postMs: number;
  /** A request to Microsoft Graph, and the token for it. */
  graphMs: number;
  /** The same for the commands of an administrator, who waits for changes that Graph makes. */
  graphCommandMs: number;
  /** A lock in the database that another transaction holds. */
  lockMs: number;
  /** A statement in the database. */
  statementMs: number;
  /** When the process is told to end: turns at work, and requests to the API. */
  stopTurnsMs: number;
  /** The same: posts that are on their way to Teams. Those without an answer are then recorded as unknown. */
  stopPostsMs: number;
  /** The same: each further part, such as the store. */
  stopPartMs: number;
  /** The same: everything. Then the process ends. */
  stopMs: number;
}

/**
 * Teams repeats an activity that has no HTTP answer after about 15 seconds, so `turnMs` is shorter. Up to then a
 * turn may wait for keys, be told to be slow, and try to say so: `signingKeysMs + slowTurnMs` are less than `turnMs`.
 * A turn that waits for a lock or a token and then fails still has the time for an apology:
 * `lockMs + replyMs < slowTurnMs + replyMs < turnMs`. Nobody waits for a proactive post, and one that is given up
 * early may come twice. Statements of the background, such as the deletion of old rows, may take a while.
 *
 * Docker kills a container 10 seconds after it was told to end. Turns and posts end side by side; then what is left
 * to write is written, and the store is closed, each in `stopPartMs`.
 */
export const DEADLINES: Deadlines = {
  signingKeysMs: 4_000,
  tokenMs: 3_000,
  replyMs: 3_500,
  slowTurnMs: 7_000,
  turnMs: 12_000,
  departureMs: 12_000,
  postMs: 15_000,
  graphMs: 10_000,
  graphCommandMs: 30_000,
  lockMs: 4_000,
  statementMs: 15_000,
  stopTurnsMs: 5_500,
  stopPostsMs: 5_000,
  stopPartMs: 1_500,
  stopMs: 9_500,
};
