import { el, type Child } from './dom.ts';

const PIECES = /\\([!-/:-@[-`{-~])|\*\*(.+?)\*\*|\[([^\]]*)\]\((https?:[^)\s]+)\)/g;

/** A line of card-safe Markdown (bold, links, escapes) as nodes; never HTML. */
export function inline(markdown: string): Child[] {
  const children: Child[] = [];
  let end = 0;
  for (const match of markdown.matchAll(PIECES)) {
    const [whole, escaped, bold, text, url] = match;
    children.push(markdown.slice(end, match.index));
    if (escaped !== undefined) children.push(escaped);
    else if (bold !== undefined) children.push(el('strong', {}, inline(bold)));
    else children.push(externalLink(url ?? '', ...inline(text ?? '')));
    end = match.index + whole.length;
  }
  children.push(markdown.slice(end));
  return children;
}

/** A link that opens in a new window; other schemes than http and https stay plain text. */
export function externalLink(url: string, ...children: Child[]): HTMLElement {
  if (!/^https?:\/\//.test(url)) return el('span', {}, ...children);
  return el('a', { href: url, target: '_blank', rel: 'noreferrer', class: 'link' }, ...children);
}
