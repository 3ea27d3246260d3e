import type { Link, Milestone, MilestoneKind, Passage, Table } from '../guidance-map.ts';
import { addressKey, fragmentOf } from './links.ts';
import type { BuiltSection, Piece } from './pieces.ts';

/** A notice's sections and milestones, as the rules for intents need them. */
export interface Notice {
  /** The announcement's sections. */
  announcement: BuiltSection[];
  /** The sections of every linked article, by `addressKey` of its address. */
  linked: ReadonlyMap<string, BuiltSection[]>;
  milestones: readonly Milestone[];
}

/** The guidance found for an intent. */
export interface Found {
  section: BuiltSection;
  passages: Passage[];
  links: Link[];
  table: Table | null;
}

/** Joins pieces of one section: their passages, links and first table. Null without pieces. */
export function fromPieces(section: BuiltSection, pieces: readonly Piece[]): Found | null {
  if (pieces.length === 0) return null;
  return {
    section,
    passages: pieces.flatMap(({ passage }) => (passage === null ? [] : [passage])),
    links: distinct(pieces.flatMap(({ links }) => links)),
    table: pieces.find(({ table }) => table !== null)?.table ?? null,
  };
}

/** All wanted pieces of the first section that has any; null when no section does. */
export function findPieces(
  sections: readonly BuiltSection[],
  isWanted: (piece: Piece, section: BuiltSection) => boolean,
): Found | null {
  for (const section of sections) {
    const found = fromPieces(
      section,
      section.pieces.filter((piece) => isWanted(piece, section)),
    );
    if (found !== null) return found;
  }
  return null;
}

/** The first wanted piece; null when there is none. */
export function findPiece(
  sections: readonly BuiltSection[],
  isWanted: (piece: Piece) => boolean,
): Found | null {
  for (const section of sections) {
    const piece = section.pieces.find(isWanted);
    if (piece !== undefined) return fromPieces(section, [piece]);
  }
  return null;
}

/** All pieces of the first section with any whose heading matches; null when there is none. */
export function findSection(
  sections: readonly BuiltSection[],
  isHeading: (heading: string) => boolean,
): Found | null {
  const section = sections.find(
    (candidate) => candidate.pieces.length > 0 && isHeading(candidate.section.heading),
  );
  return section === undefined ? null : fromPieces(section, section.pieces);
}

/** Whether a piece states a milestone of this kind. */
export function states(notice: Notice, piece: Piece, kind: MilestoneKind): boolean {
  const date = piece.passage?.milestone;
  return (
    date !== undefined &&
    notice.milestones.some((milestone) => milestone.date === date && milestone.kind === kind)
  );
}

/**
 * Finds the guidance behind a link of the announcement. When the notice has the linked article, it is the section that the
 * link's fragment names, else the first section with a passage; otherwise, the sentences around the link.
 */
export function followLink(notice: Notice, isLink: (link: Link) => boolean): Found | null {
  for (const section of notice.announcement) {
    for (const piece of section.pieces) {
      const link = piece.links.find(isLink);
      if (link !== undefined) return linkedSection(notice, link) ?? aroundLink(section, piece, link);
    }
  }
  return null;
}

/** Removes links with the same text and URL as an earlier one. */
export function distinct(links: readonly Link[]): Link[] {
  const known = new Set<string>();
  return links.filter(({ text, url }) => {
    const key = `${url} ${text}`;
    return !known.has(key) && known.add(key);
  });
}

function linkedSection(notice: Notice, link: Link): Found | null {
  const sections = notice.linked.get(addressKey(link.url)) ?? [];
  const fragment = fragmentOf(link.url);
  const named = fragment === null ? -1 : sections.findIndex(({ anchors }) => anchors.includes(fragment));
  const first = sections.findIndex(({ pieces }) => pieces.some(({ passage }) => passage !== null));
  const start = named >= 0 ? named : first;
  const section = sections[start];
  const found = section === undefined ? null : fromPieces(section, section.pieces);
  if (section === undefined || found === null || named < 0) return found;
  return { ...found, table: found.table ?? tableBelow(sections, start) };
}

/** The first table below a section's subheadings. */
function tableBelow(sections: readonly BuiltSection[], start: number): Table | null {
  const level = sections[start]?.section.level ?? 1;
  for (const { section } of sections.slice(start + 1)) {
    if (section.level <= level) return null;
    if (section.tables[0] !== undefined) return section.tables[0];
  }
  return null;
}

function aroundLink(section: BuiltSection, piece: Piece, link: Link): Found {
  const sentences = piece.sentences.filter(({ links }) =>
    links.some(({ text, url }) => text === link.text && url === link.url),
  );
  const description = link.description === '' ? '' : `: ${link.description}`;
  const texts =
    piece.table === null ? sentences.map(({ text }) => text) : [`[${link.text}](${link.url})${description}`];
  return { section, passages: texts.map((text) => ({ text })), links: [link], table: null };
}
