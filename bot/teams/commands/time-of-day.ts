/** `HH:MM` of an hour and minutes as they were typed, such as `9` and `30`; null for an impossible time. */
export function toTimeOfDay(hour: string, minute = '00'): string | null {
  const isPossible = hour !== '' && Number(hour) < 24 && Number(minute) < 60;
  return isPossible ? `${hour.padStart(2, '0')}:${minute}` : null;
}
