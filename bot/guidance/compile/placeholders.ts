/** What a document's own tool fills in later: `{{site.data.keyword.relay_short}}`, `{% data variables.relay %}`. */
const PLACEHOLDER =
  /\{\{[<%]?\s*([^{}|]{1,80}?)\s*(?:\|[^{}]{0,80})?[>%]?\}\}|\{%-?\s*(?:data|var)\s+([^{}%]{1,80}?)\s*-?%\}/g;
/** A name in brackets of which no link was made: `[product]`, `{product-name}`. */
const BRACKETED = /\[([a-z][\w .-]{0,40})\](?![([])|\{([a-z][\w-]{0,40})\}/gi;
/** Which form of a name is meant: `relay_full_notm` and `relay_short` are one product. */
const FORM = /(?:[_-](?:full|long|short|notm|name|title|text))+$/i;

/**
 * Puts a name in the place of each placeholder, so that it is read as one: "Relay" for `{{site.data.keyword.relay_short}}`.
 * Only for reading: what the tool fills in may be spelled otherwise.
 */
export function withNames(plain: string): string {
  if (!/[[{]/.test(plain)) return plain;
  return withoutTemplates(plain).replace(BRACKETED, (_whole, square?: string, curly?: string) =>
    capitalise(square ?? nameOf(curly ?? '')),
  );
}

/** The same for what only a tool fills in, where brackets mean something else, as in YAML. */
export function withoutTemplates(text: string): string {
  return text.replace(PLACEHOLDER, (_whole, braced?: string, tagged?: string) =>
    nameOf(braced ?? tagged ?? ''),
  );
}

/** The last part of a path, as a name. */
function nameOf(path: string): string {
  const last = path.split(/[.\s/]/).at(-1) ?? '';
  return capitalise(last.replace(FORM, '').replace(/\W/g, ''));
}

function capitalise(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
