import { memoise } from './memoise.ts';

const DEFAULT_LOCALE = 'en-GB';

/**
 * The locale in which Cutover formats dates, times and numbers for a reader: their own where it is English, else
 * British. Cutover writes English, and a German or Japanese date inside an English sentence would be neither.
 * @param locale BCP 47 tag, as Teams gives it; British when absent or unreadable.
 */
export function englishLocale(locale: string = DEFAULT_LOCALE): string {
  return findKnown(locale);
}

const findKnown = memoise((locale: string): string => {
  try {
    const [known = DEFAULT_LOCALE] = Intl.DateTimeFormat.supportedLocalesOf(locale);
    return known.startsWith('en-') ? known : DEFAULT_LOCALE;
  } catch {
    return DEFAULT_LOCALE; // Intl throws on what is not a tag at all
  }
}, String);
