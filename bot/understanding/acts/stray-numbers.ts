import { overlapsAny, type Utterance } from './utterance.ts';

/** `9.30`, which elsewhere is a version. */
export function dottedTime([version, ...others]: Utterance['versions']):
  Utterance['times'][number] | undefined {
  const [, hour = '', minute = ''] = /^([01]?\d|2[0-3])\.([0-5]\d)$/.exec(version?.value ?? '') ?? [];
  if (!version || others.length > 0 || hour === '') return undefined;
  return { ...version, value: { time: `${hour.padStart(2, '0')}:${minute}`, isCertain: false } };
}

/** "Snooze for -3 days": a number below zero, which no time and no span of days is. */
export function hasNegativeNumber({ text }: Utterance): boolean {
  return /(?:^|\s)[-−]\d/.test(text);
}

/** Whether a number is left that is neither a time nor anything else that was understood. */
export function hasStrayNumber({
  tokens,
  times,
  zones,
  durations,
  notices,
  dates,
  versions,
}: Utterance): boolean {
  const spans = [...times, ...zones, ...durations, ...(dottedTime(versions) ? versions : [])];
  const places = [...notices, ...dates];
  return tokens.some(
    ({ lower, start, end }, at) =>
      /^\d/.test(lower) &&
      !overlapsAny({ from: at, to: at + 1 }, spans) &&
      !places.some((place) => start < place.end && place.start < end),
  );
}
