/** A cell of a table row, under its column heading. */
export interface Cell {
  header: string;
  plain: string;
}

/** A sentence, a heading or a table row of an announcement, where a milestone may be stated. */
export interface Text {
  /** Card-safe Markdown. */
  text: string;
  /** The words alone. */
  plain: string;
  line: number;
  /** It is the title of the announcement, or of its page. */
  isTitle?: true;
  /** The heading that it stands under, without the announcement's own title; empty under that. */
  heading: string;
  /** The heading over that heading; absent where the announcement's own title is. */
  above?: string;
  /** For a table row: the column heading of each cell, in the order of `cells`. */
  cells?: readonly Cell[];
  /** For a table row: the sentence that leads to the table. */
  intro?: string;
  /** For a row of a table that lists several products or parts: which one it is about. */
  item?: string;
}

/** Characters of a text in which its subject stands: the work stays linear in a text that is one long sentence. */
const MAX_START = 500;

/** The start of a text, in which its subject stands. */
export function startOf({ plain }: Text): string {
  return plain.slice(0, MAX_START);
}
