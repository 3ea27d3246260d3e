/** Digits of other scripts: ٢, २, ２. */
const DIGIT = /(?!\d)\p{Nd}/gu;
/** Letters, digits and marks of East Asian width: Ａ, ： and ．. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_OFFSET = 0xfe_e0;
/** Between the digits of an Arabic number. */
const DECIMAL_MARK = /(?<=\d)٫(?=\d)/g;
/** Pictures, with what colours and joins them. Ticks and crosses are words: they fill the cells of tables. */
const PICTURE =
  /(?![✅✔☑❌✖✘©®™↔→⇒])[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}\u{1f1e6}-\u{1f1ff}]\u{fe0f}?/gu;
const KEYCAP = /\u{fe0f}?\u{20e3}/gu;

/** A text with its digits and marks as ASCII has them, and without pictures beside words. */
export function withPlainCharacters(text: string): string {
  const plain = text
    .replaceAll(FULL_WIDTH, (mark) => String.fromCharCode(mark.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replaceAll(DIGIT, (digit) => String(valueOf(digit)))
    .replaceAll(DECIMAL_MARK, '.')
    .replaceAll(KEYCAP, '');
  const words = plain.replaceAll(PICTURE, ' ');
  return /[\p{L}\p{N}]/u.test(words) ? words : plain;
}

/** The digits of a script stand in a row of ten, from zero; those of mathematics in five such rows. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (code - zero) % 10;
}
