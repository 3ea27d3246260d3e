import type { Guide } from './guide.ts';

/**
 * The intent that a page of the notice answers; null for any other address. A page is known by its last
 * path segment and a heading by its anchor, for Microsoft's pages move between folders and stand under a
 * language (`/en-us/`) or none.
 */
export function findByAddress(guide: Guide, address: string): string | null {
  const wanted = placeOf(address);
  if (!wanted) return null;
  const onPage = [...guide.entries].flatMap(
    ([
      intent,
      {
        intent: { guidance },
        map,
      },
    ]) => {
      const section = map.sections.find(({ id }) => id === guidance.section);
      const place = section?.url ? placeOf(section.url) : null;
      return place?.host === wanted.host && place.page === wanted.page ? [{ intent, ...place }] : [];
    },
  );
  const [first] = onPage;
  return (onPage.find(({ heading }) => heading === wanted.heading) ?? first)?.intent ?? null;
}

function placeOf(address: string): { host: string; page: string; heading: string } | null {
  if (!URL.canParse(address)) return null;
  const { hostname, pathname, hash } = new URL(address);
  const page = pathname.replace(/\/$/, '').split('/').at(-1) ?? '';
  const host = hostname.replace(/^(?:docs|learn)\./, '');
  return page ? { host, page: page.toLowerCase(), heading: hash.slice(1) } : null;
}
