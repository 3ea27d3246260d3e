import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

/** How long nothing is sent after Teams has refused the bot itself. */
const PAUSE_SECONDS = 60;

/** Stops the whole run when Teams refuses the bot itself: no other post would fare better. */
export interface Breaker {
  /** Nothing is sent, for the operator has something to mend. */
  isOpen(): boolean;
  /** How many more posts may be taken while `held` are under way: after a pause one of them tries first. */
  room(held: number): number;
  /** Teams, or who gives out its tokens, does not accept the registration or its secret. */
  trip(reason: string): void;
  /** Teams has answered the bot. */
  close(): void;
}

/** A breaker in real time, which tells the operator once for each time that it opens. */
export function createBreaker(
  realClock: Clock,
  log: Pick<Log, 'error' | 'info'>,
  onChange: (isOpen: boolean) => void = () => undefined,
): Breaker {
  let pausedUntil: Date | null = null;
  const isPaused = () => pausedUntil !== null && realClock.now() < pausedUntil;
  return {
    isOpen: () => pausedUntil !== null,
    room: (held) => {
      if (pausedUntil === null) return Infinity;
      return isPaused() || held > 0 ? 0 : 1;
    },
    trip(reason) {
      if (pausedUntil === null) {
        onChange(true);
        log.error(
          { reason },
          'Teams does not accept this bot: check BOT_ID, BOT_TENANT_ID and BOT_PASSWORD. Posts wait until it does',
        );
      }
      pausedUntil = new Date(realClock.now().getTime() + PAUSE_SECONDS * 1_000);
    },
    close() {
      if (pausedUntil === null) return;
      pausedUntil = null;
      onChange(false);
      log.info({}, 'Teams accepts this bot again; posts go on');
    },
  };
}
