import type { Nodes } from 'mdast';

/** `asked: how much memory | RAM`, or with `;` between, as its parts; empty for any other comment. */
export function readAsked(comment: string): string[] {
  const words = /^\s*asked\s*:([\s\S]*)$/i.exec(comment)?.[1] ?? '';
  return words
    .split(/[|;]/)
    .map((part) => part.replaceAll(/\s+/g, ' ').trim())
    .filter((part) => part !== '');
}

/** What the comments within an item of a list or a row of a table say of how it is asked for. */
export function askedWithin(node: Nodes): string[] {
  if (node.type === 'html') return readAsked(/^<!--([\s\S]*)-->$/.exec(node.value.trim())?.[1] ?? '');
  return 'children' in node ? node.children.flatMap(askedWithin) : [];
}
