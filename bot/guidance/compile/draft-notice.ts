import type { GuidanceMap, Unsettled } from '../guidance-map.ts';
import { plainText } from './card-text.ts';

/**
 * Drafts `notice.yaml` from what the compiler read of a page: every line is a comment, so that only what a person has
 * settled counts, except the page's address.
 */
export function draftNoticeFile(map: GuidanceMap, url: string | null): string {
  const lines = [
    '# What a person has settled. Remove the # of a line to settle it; bot/notices/README.md says what each means.',
    url === null ? '# url: https://learn.microsoft.com/...' : `url: ${JSON.stringify(url)}`,
    `# subject: ${JSON.stringify(plainText(map.subject))}`,
    `# names: ${JSON.stringify(map.names)} # what people call the product${map.names.length > 0 ? ', as read' : ''}`,
    '# status: unconfirmed # when others than the vendor say so',
    '# affects: # whom; everyone by default',
    '#   - versions: "<2.0"',
    `# cutOff: ${map.cutOff ?? 'YYYY-MM-DD'} # ${map.cutOff === null ? 'none was read' : 'as read'}`,
    '',
    ...(map.milestones.length > 0 ? ['# Milestones, as read:'] : ['# No milestone was read.']),
    ...map.milestones.map(({ date, kind, scope, text, source }) => {
      const part = scope === undefined ? '' : ` (${scope})`;
      return `#   ${date} ${kind}${part}, line ${source.line}: ${oneLine(text)}`;
    }),
    ...(map.unsettled.length > 0 ? ['', '# Unsettled:'] : []),
    ...map.unsettled.flatMap(describeUnsettled),
  ];
  return `${lines.join('\n')}\n`;
}

function describeUnsettled({ line, sentence, reading, settle }: Unsettled): string[] {
  return [
    `# Line ${line}: ${oneLine(sentence)}`,
    `#   is read as: ${oneLine(reading)}`,
    `# ${oneLine(settle)}`,
  ];
}

/** A comment ends with its line. */
function oneLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ');
}
