/** A time of day as Japanese and Chinese write it: 午前9時, 午後3時30分, 9時半, 上午9点. */
const CLOCK = /(午前|午後|上午|下午)?\s?(\d{1,2})\s?[時时点點](?:\s?(\d{1,2})\s?分|(半))?/gu;
const AFTERNOON = /^(?:午後|下午)$/u;
/** Letters that are written without a space beside a number. */
const BESIDE_NUMBER =
  /(?<=\d)(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])(?=\d)/gu;

/** A text with its times of day in digits, and with spaces around numbers, where it has neither. */
export function spaceNumbers(text: string): string {
  return text
    .replaceAll(CLOCK, (_, half: string | undefined, hour: string, minute: string | undefined, isHalf) => {
      const minutes = minute?.padStart(2, '0') ?? (isHalf === undefined ? '00' : '30');
      const suffix = half === undefined ? '' : AFTERNOON.test(half) ? ' pm' : ' am';
      return ` ${hour}:${minutes}${suffix} `;
    })
    .replaceAll(BESIDE_NUMBER, ' ');
}
