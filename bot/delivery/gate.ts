/** Lets so many callers in at once. */
export interface Gate {
  /** Resolves when there is room, in the order of the calls. */
  enter(): Promise<void>;
  /** Makes room. Call it once for each `enter`. */
  leave(): void;
}

export function createGate(size: number): Gate {
  let free = size;
  const waiting: (() => void)[] = [];
  return {
    async enter() {
      if (free > 0) free--;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else free++;
    },
  };
}
