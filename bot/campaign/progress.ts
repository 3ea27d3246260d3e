/** Numbers of reported servers by what is known of them. */
export interface Progress {
  /** In use, with a retired version. */
  onRetired: number;
  /** In use, with an unknown version. */
  unknown: number;
  /** All servers, whatever their state. */
  reported: number;
}

/** Whether nothing is left to do. A server with an unknown version counts as work left, for it may run a retired one. */
export function isDone({ onRetired, unknown }: Progress): boolean {
  return onRetired === 0 && unknown === 0;
}
