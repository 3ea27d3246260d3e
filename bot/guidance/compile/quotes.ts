import { flatten } from './card-text.ts';
import type { Passage, Quote, Table } from '../guidance-map.ts';
import { wordTable } from '../comparison.ts';

/** A passage or a table of a section, with what comments say of it. */
interface Quotable {
  passage: Passage | null;
  table: Table | null;
  intents: readonly string[];
  asked: readonly string[];
}

/** A line that begins an item of a list that isn't nested. */
const ITEM = /^(?:[-*] |\d{1,9}[.)] )/;

/** What an answer can quote of a section by itself, in reading order: each paragraph, each item of a list, each row of a table. */
export function quotesOf(pieces: readonly Quotable[]): Quote[] {
  let passage = -1;
  let table = -1;
  let before: Passage | null = null;
  return pieces.flatMap((piece): Quote[] => {
    const { intents, asked } = piece;
    const common = {
      ...(intents.length > 0 && { intents: [...intents] }),
      ...(asked.length > 0 && { asked: [...asked] }),
    };
    if (piece.table !== null) {
      table += 1;
      return rowsOf(piece.table).map((text, row) => ({ text, table, row, ...common }));
    }
    if (piece.passage === null) return [];
    passage += 1;
    const { text, when, milestone } = piece.passage;
    const lead = before !== null && before.when === undefined && isLead(before.text) ? before.text : null;
    before = piece.passage;
    const rest = { passage, ...(when && { when }), ...(milestone !== undefined && { milestone }), ...common };
    const items = itemsOf(text);
    if (items === null) return [{ text, ...rest }];
    return items.map((item) => ({ text: item, ...(lead !== null && { lead }), ...rest }));
  });
}

/** A sentence that introduces a list: "It needs:" */
function isLead(text: string): boolean {
  return text.trimEnd().endsWith(':');
}

/** The items of a list with what is nested in them; null for any other text. */
function itemsOf(text: string): string[] | null {
  if (!ITEM.test(text)) return null;
  const items: string[] = [];
  for (const line of text.split('\n')) {
    if (ITEM.test(line) || items.length === 0) items.push(line);
    else items.push(`${items.pop() ?? ''}\n${line}`);
  }
  return items;
}

/** Each row in words: its first cell, and each other cell behind its header. */
function rowsOf(table: Table): string[] {
  const { headers, rows } = wordTable(table);
  return rows.map(([name = '', ...cells]) => {
    const said = cells.flatMap((cell, i) =>
      cell === '' ? [] : [`${flatten(headers[i + 1] ?? '')}: ${cell}`],
    );
    return `**${flatten(name)}**: ${said.join('; ')}`;
  });
}
