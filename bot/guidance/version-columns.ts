import type { Table } from './guidance-map.ts';

/** The columns of tables that tell what holds for versions, or what to do by when, by the names that people give them. */
const NAMES = {
  version:
    /^(?:(?:product|agent|client|build|release|module) )?(?:version|build|release)(?: (?:number|name))?s?$/i,
  released:
    /^(?:released?(?: date| on)?|(?:date|day) (?:of release|released)|(?:general )?availab(?:le|ility)(?: date| from| since)?|GA(?: date)?|published|publication date|shipped)$/i,
  endOfSupport:
    /^(?:(?:end|out) of (?:support|life|servicing|maintenance)(?: date)?|end-of-(?:support|life)(?: date)?|EO[LS](?: date)?|support(?:ed)? (?:ends?|until|till|through|end date|expires)(?: on| date)?|servicing ends?)$/i,
  note: /^(?:notes?|comments?|remarks?|details|description|changes|what['’]s new|highlights)$/i,
  service: /^(?:services?|features?|components?|capabilit(?:y|ies)|scenarios?|workloads?|functions?)$/i,
  minimum:
    /^(?:minimum(?: (?:required|supported))?|(?:minimum|required|lowest)(?: \w+)? versions?|requires?(?: version)?|required)$/i,
  date: /^(?:(?:stated|effective|enforcement|due|start) date|date|deadline|(?:required|needed|enforced) (?:by|from|since)|by|from|since|effective(?: from)?|enforced|when)$/i,
  consequence:
    /^(?:below (?:the |this )?(?:minimum|version)|impact|consequences?|effects?|what (?:happens|fails|stops)(?: below)?|otherwise|if not(?: met)?|result)$/i,
  action:
    /^(?:(?:recommended |required )?actions?(?: required)?|what (?:to|you (?:should|must|need to)) do|to ?do|your action)$/i,
} as const;

export type VersionColumn = keyof typeof NAMES;

/** The index of a column, by any of its usual names, whatever their case; -1 when no header is one. */
export function columnOf({ headers }: Pick<Table, 'headers'>, column: VersionColumn): number {
  return headers.findIndex((header) => NAMES[column].test(header.replace(/[*_:\\]/g, '').trim()));
}
