import { casual, GB, type Chrono } from 'chrono-node/en'; // the other languages take a tenth of a second to load

/** The United States write the month first; everybody else writes the day first. */
export function parserFor(locale: string | undefined): Chrono {
  return /^en(?:-us)?$/i.test(locale ?? 'en-US') ? casual : GB;
}
