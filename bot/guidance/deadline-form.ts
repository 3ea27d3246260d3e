import type { GuidanceMap } from './guidance-map.ts';

/** What somebody types to record a tenant's own deadline for a notice: `our deadline for “Title” is 15 March 2027`. */
export function writeDeadline({ title }: Pick<GuidanceMap, 'title'>, date = 'DATE'): string {
  return `our deadline for “${title.replaceAll(/[“”"]/g, '')}” is ${date}`;
}
