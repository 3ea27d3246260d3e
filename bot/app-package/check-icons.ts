import { PNG } from 'pngjs';

/** Pixels. */
const COLOUR_SIZE = 192;
const OUTLINE_SIZE = 32;

/**
 * Checks the app's icons (PNG files) against Teams' rules and returns the problems, one sentence each:
 * https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package#app-icons
 */
export function checkIcons({ colour, outline }: { colour: Uint8Array; outline: Uint8Array }): string[] {
  const problems = [...checkSize('The colour icon', colour, COLOUR_SIZE)];
  const sized = checkSize('The outline icon', outline, OUTLINE_SIZE);
  if (sized.length > 0) return [...problems, ...sized];
  const { data } = PNG.sync.read(Buffer.from(outline));
  let drawn = 0;
  let coloured = 0;
  for (let i = 0; i < data.length; i += 4) {
    const [red, green, blue, alpha] = data.subarray(i, i + 4);
    if (!alpha) continue;
    drawn++;
    if (red !== 255 || green !== 255 || blue !== 255) coloured++;
  }
  if (coloured > 0) problems.push(`The outline icon must be white only, but ${coloured} pixels are not.`);
  if (drawn === 0) problems.push('The outline icon is empty.');
  if (drawn === data.length / 4) problems.push('The outline icon has no transparent pixel.');
  return problems;
}

function checkSize(what: string, icon: Uint8Array, size: number): string[] {
  try {
    const { width, height } = PNG.sync.read(Buffer.from(icon));
    return width === size && height === size
      ? []
      : [`${what} is ${width} by ${height} pixels; it must be ${size} by ${size}.`];
  } catch (error) {
    return [`${what} is not a PNG file: ${error instanceof Error ? error.message : String(error)}.`];
  }
}
