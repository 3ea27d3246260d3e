/** How far the servers that were reported are. */
export interface Progress {
  /** In use on the version that is retired. */
  onRetired: number;
  /** In use, and nobody has said on which version. */
  unknown: number;
  reported: number;
}

/** Nothing is left to do: a server whose version nobody knows may still run what is retired. */
export function isDone({ onRetired, unknown }: Progress): boolean {
  return onRetired === 0 && unknown === 0;
}
