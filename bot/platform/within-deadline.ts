import { CutoverError } from './errors.ts';

const DEADLINE_PASSED = 'deadline-passed';

/**
 * Does `work`, whose `signal` aborts when its time is over.
 * @throws CutoverError `deadline-passed`, also when `work` doesn't obey its signal.
 */
export async function withinDeadline<Result>(
  what: string,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const message = `${what} did not answer within ${milliseconds / 1_000} seconds.`;
      const error = new CutoverError(DEADLINE_PASSED, message);
      reject(error);
      over.abort(error);
    }, milliseconds);
  });
  try {
    return await Promise.race([work(over.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

export function isDeadlinePassed(error: unknown): boolean {
  return error instanceof CutoverError && error.code === DEADLINE_PASSED;
}
