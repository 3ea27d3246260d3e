/** Content of an element; null, false and undefined are skipped, so that parts can be optional. */
export type Child = Node | string | null | false | undefined | readonly Child[];

export type Attributes = Readonly<
  Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>
>;

/**
 * Creates an HTML element. A function listens to the event that its attribute names (`click`); true sets an
 * attribute without a value; false, null and undefined set none.
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

/** Creates an SVG element, as `el` does for HTML. */
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

/** Replaces the children. Focus on an element with a `data-key` moves to the new element with that key. */
export function show(container: Element, ...children: Child[]): void {
  const focused = document.activeElement;
  const key = focused && container.contains(focused) ? focused.getAttribute('data-key') : null;
  container.replaceChildren(...nodesOf(children));
  if (key) container.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

/** Draws `data` into the container, again only if it has changed. */
export function createPart<Data>(container: Element, draw: (data: Data) => Child[]): (data: Data) => void {
  let drawn: string | null = null;
  return (data) => {
    const key = JSON.stringify(data);
    if (key === drawn) return;
    drawn = key;
    show(container, ...draw(data));
  };
}
