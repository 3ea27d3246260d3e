import { VIEW_NAMES, type ViewName } from './view.ts';

/** What a link opens. */
export interface SubPage {
  view: ViewName;
  /** What it opens the view with, such as the name of a server; empty without one. */
  detail: string;
  /** The id of a notice; null: the most urgent. */
  notice: string | null;
}

/** Reads `servers/AADC01?notice=ID`. An unknown view opens the overview. */
export function parseSubPage(subPage: string): SubPage {
  const [place = '', query = ''] = subPage.split('?', 2);
  const [name = '', ...rest] = place.split('/');
  const view = VIEW_NAMES.find((candidate) => candidate === name);
  const notice = new URLSearchParams(query).get('notice') || null;
  return view ? { view, detail: rest.join('/'), notice } : { view: 'overview', detail: '', notice };
}

/** The same as an address has it: `?view=servers/AADC01&notice=ID`. */
export function readSubPage(search: string): string {
  const address = new URLSearchParams(search);
  const [view, notice] = [address.get('view') ?? '', address.get('notice')];
  return notice === null ? view : `${view.split('?', 1)[0] ?? ''}?notice=${encodeURIComponent(notice)}`;
}

/** Keeps the open view or the chosen notice in the page's address; null removes it. */
export function keepInAddress(name: 'view' | 'notice', value: string | null): void {
  const address = new URL(location.href);
  if (value === null) address.searchParams.delete(name);
  else address.searchParams.set(name, value);
  history.replaceState(null, '', address);
}
