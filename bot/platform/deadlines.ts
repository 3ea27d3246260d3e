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
  /** A request to Microsoft Graph. */
  graphMs: number;
  /** A lock in the database that another transaction holds. */
  lockMs: number;
  /** A statement in the database. */
  statementMs: number;
}

/**
 * Teams repeats an activity that has no HTTP answer after about 15 seconds, so `turnMs` is shorter. Up to then a
 * turn may wait for keys, be told to be slow, and try to say so: `signingKeysMs + slowTurnMs` are less than `turnMs`.
 * A turn that waits for a lock or a token and then fails still has the time for an apology:
 * `lockMs + replyMs < slowTurnMs + replyMs < turnMs`. Nobody waits for a proactive post, and one that is given up
 * early may come twice. Statements of the background, such as the deletion of old rows, may take a while.
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
  lockMs: 4_000,
  statementMs: 15_000,
};
