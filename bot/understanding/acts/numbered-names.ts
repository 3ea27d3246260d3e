/** A name with a number at its end: its letters, and the number. */
const NAME = String.raw`(?<![\w.\\-])(?<stem>[A-Za-z][A-Za-z-]{1,40})(?<first>\d{1,4})`;
/** What several servers do. */
const PLURAL = String.raw`(?= (?:all |both |now |still |also |already )*(?:are|run|have|were|use|sign)\b)`;
const RANGE = new RegExp(
  String.raw`${NAME}(?: ?(?:-|–|\.{2,3}|to|through|thru|bis) ?)(?:\k<stem>)?(?<last>\d{1,4})(?![\w.:-])${PLURAL}`,
  'g',
);
const LIST = new RegExp(
  String.raw`${NAME}(?<others>(?:(?:, ?| ?/ ?| ?& ?|,? and )\d{1,4}(?![\w.:%-])){1,60})${PLURAL}`,
  'g',
);

/** The most servers that a range stands for. */
const MOST_IN_RANGE = 60;

/**
 * Writes out servers that are named by their numbers: "AADC01, 02 and 03 run 2.5.3.0", "AADC01 to AADC05 are migrated",
 * "AADC01-05 run 2.5.3.0". All have as many digits, and something is said of several: "rename AADC01 to AADC05" is none.
 */
export function writeOutNumbers(text: string): string {
  return text
    .replaceAll(RANGE, (said, stem: string, first: string, last: string) => {
      const count = Number(last) - Number(first) + 1;
      if (first.length !== last.length || count < 2 || count > MOST_IN_RANGE) return said;
      const numbers = Array.from({ length: count }, (_, i) => String(Number(first) + i));
      return join(
        stem,
        numbers.map((number) => number.padStart(first.length, '0')),
      );
    })
    .replaceAll(LIST, (said, stem: string, first: string, others: string) => {
      const numbers = [first, ...(others.match(/\d+/g) ?? [])];
      return numbers.every(({ length }) => length === first.length) ? join(stem, numbers) : said;
    });
}

function join(stem: string, numbers: readonly string[]): string {
  const names = numbers.map((number) => `${stem}${number}`);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
