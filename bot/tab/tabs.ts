import { el } from './dom.ts';
import { keepInAddress } from './sub-page.ts';
import { VIEW_NAMES, VIEW_TITLES, type View, type ViewName } from './view.ts';

/** The tabs of the dashboard, and the panels of which they show one. */
export interface Tabs {
  list: HTMLElement;
  panels: readonly HTMLElement[];
  current(): ViewName;
  /** Shows a view, with the focus on its tab. */
  open(view: ViewName): void;
  /** On a phone the tabs are wider than the window: moves the open one to their middle, and leaves the focus where it is. */
  reveal(): void;
}

/** @param onOpen called after another view is shown */
export function createTabs(
  first: ViewName,
  views: Readonly<Record<ViewName, View>>,
  onOpen: () => void,
): Tabs {
  let current = first;
  const panels = VIEW_NAMES.map((name) =>
    el(
      'section',
      { id: `panel-${name}`, role: 'tabpanel', 'aria-labelledby': `tab-${name}`, hidden: name !== first },
      views[name].element,
    ),
  );
  const list = el(
    'fluent-tablist',
    {
      class: 'tabs',
      activeid: `tab-${first}`,
      'aria-label': 'Dashboard views',
      // `activeid` changes only after this event; its detail is the tab.
      change: (event) => show((event as CustomEvent<Element>).detail.id.replace('tab-', '') as ViewName),
    },
    VIEW_NAMES.map((name) =>
      el('fluent-tab', { id: `tab-${name}`, 'aria-controls': `panel-${name}` }, VIEW_TITLES[name]),
    ),
  );

  function show(name: ViewName): void {
    if (name === current || !VIEW_NAMES.includes(name)) return;
    current = name;
    for (const panel of panels) panel.hidden = panel.id !== `panel-${name}`;
    keepInAddress('view', name);
    revealTab(name);
    onOpen();
  }

  return {
    list,
    panels,
    current: () => current,
    open(view) {
      list.setAttribute('activeid', `tab-${view}`);
      show(view);
      document.querySelector<HTMLElement>(`#tab-${view}`)?.focus();
    },
    reveal: () => revealTab(current),
  };
}

function revealTab(name: ViewName): void {
  const tab = document.querySelector(`#tab-${name}`)?.getBoundingClientRect();
  const bar = document.querySelector('.bar nav');
  if (!tab || !bar) return;
  const { left, width } = bar.getBoundingClientRect();
  bar.scrollLeft += tab.left + tab.width / 2 - (left + width / 2);
}
