/** What an element may hold; null, false and undefined are left out, so that parts can be optional. */
export type Child = Node | string | null | false | undefined | readonly Child[];

export type Attributes = Readonly<
  Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>
>;

/**
 * Makes an HTML element. A function is a listener of the event that its attribute is named after (`click`), true
 * is an attribute without a value; false, null and undefined are none.
 */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes?: Attributes,
  ...children: Child[]
): HTMLElementTagNameMap[Tag];
export function el(tag: `fluent-${string}`, attributes?: Attributes, ...children: Child[]): HTMLElement;
export function el(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for the elements of a drawing. */
export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill<Kind extends Element>(element: Kind, attributes: Attributes, children: readonly Child[]): Kind {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...nodesOf(children));
  return element;
}

function nodesOf(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child): (Node | string)[] => {
    if (Array.isArray(child)) return nodesOf(child as readonly Child[]);
    return child instanceof Node || typeof child === 'string' ? [child] : [];
  });
}

/** Shows other children. Whoever had the focus on an element with a `data-key` has it on the new one of that key. */
export function show(container: Element, ...children: Child[]): void {
  const focused = document.activeElement;
  const key = focused && container.contains(focused) ? focused.getAttribute('data-key') : null;
  container.replaceChildren(...nodesOf(children));
  if (key) container.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

/** Draws `data` into the container, anew when it says something else than last time. */
export function createPart<Data>(container: Element, draw: (data: Data) => Child[]): (data: Data) => void {
  let drawn: string | null = null;
  return (data) => {
    const said = JSON.stringify(data);
    if (said === drawn) return;
    drawn = said;
    show(container, ...draw(data));
  };
}
