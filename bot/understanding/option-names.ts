/** The names of each of the things that a notice compares: `Cloud sync`, and of what is also called so. */
export type OptionNames = readonly (readonly string[])[];

/** Longer names say more than what a thing is called. */
const MOST_NAME_WORDS = 4;

/**
 * The names of the things compared, in lower case. Beside its own, a thing has the names that end with it (`Entra Cloud Sync`) and
 * those of the first product that is called so and not like another of the things. Of one that ends in a version, such as
 * `Connect V2`, the version is a name as well.
 */
export function optionNamesOf(
  compared: readonly string[],
  products: readonly (readonly string[])[],
): OptionNames {
  const own = compared.map((name) => name.toLowerCase());
  const lower = products.map((names) => names.map((name) => name.toLowerCase()).filter(isShortName));
  return own.map((option) => {
    const isOnlyThis = (names: readonly string[]) =>
      names.includes(option) && own.every((each) => each === option || !names.includes(each));
    const names = [
      option,
      ...lower.flat().filter((name) => name.endsWith(` ${option}`)),
      ...(lower.find(isOnlyThis) ?? []),
    ];
    const versions = names.flatMap((name) => VERSION_NAME.exec(name)?.[1] ?? []);
    const versioned = names
      .filter((name) => !VERSION_NAME.test(name))
      .flatMap((name) => versions.map((version) => `${name} ${version}`));
    return [...new Set([...names, ...versions, ...versioned])];
  });
}

const VERSION_NAME = / (v\d)$/;

function isShortName(name: string): boolean {
  return name.split(' ').length <= MOST_NAME_WORDS && !/ to |\d\.\d/.test(name);
}

/** Words around a name that say no more. */
const AROUND = new Set(
  `no sorry ok okay and or but so then also please what about how if is it the same i mean meant rather not as for to when comes with in
  on by using under does can do that support too instead well`.split(/\s+/),
);
const PREPOSITION = /\b(?:for|with|in|on|using|under)\b/i;
const OTHER = /^other(?: (?:one|option|tool|way|product|choice|side))?$/i;
/** Another product is what was asked about. */
const OTHER_PRODUCT = /\bv\d\b/i;

/** The last question about another of the things compared: "and in cloud sync?", "the other one?". Null when the text names more. */
export function replaceOption(text: string, last: string, options: OptionNames): string | null {
  const said = nameSaid(text);
  const found = options.flatMap((names, option) => {
    const name = nameIn(last, names);
    return name === null ? [] : [{ option, name }];
  });
  const [only, ...others] = found;
  if (OTHER.test(said)) {
    const next = options.findIndex((_, option) => option !== only?.option);
    const name = options[next]?.[0];
    return only && others.length === 0 && name !== undefined ? put(name, only.name, last) : null;
  }
  const name = said.includes(' ') ? said : spellOut(said, options);
  const wanted = options.findIndex((names) => names.includes(name));
  if (wanted < 0) return null;
  const another = found.find(({ option }) => option !== wanted);
  if (another && others.length === 0) return put(name, another.name, last);
  if (found.length > 0) return last;
  if (OTHER_PRODUCT.test(last)) return null;
  const preposition = PREPOSITION.exec(text)?.[0].toLowerCase() ?? 'with';
  return `${last.trimEnd().replace(/[?.!]$/, '')} ${preposition} ${name}?`;
}

/** The name of the thing whose name alone begins with a word: "connect?" for "connect sync". */
function spellOut(word: string, options: OptionNames): string {
  const names = options.flatMap(([own = '']) => (own.startsWith(`${word} `) ? [own] : []));
  const [only, ...others] = names;
  return only !== undefined && others.length === 0 ? only : word;
}

/** What is left of a text without the words around it. */
function nameSaid(text: string): string {
  const words = text.toLowerCase().match(/\w[\w-]*(?:\.\w+)*/g) ?? [];
  const start = words.findIndex((word) => !AROUND.has(word));
  const end = words.findLastIndex((word) => !AROUND.has(word));
  return start < 0 ? '' : words.slice(start, end + 1).join(' ');
}

/** The longest of the names that a text has, as it is written there; null when it has none. */
function nameIn(text: string, names: readonly string[]): string | null {
  const lower = text.toLowerCase();
  const found = names.filter((name) => placeOf(name, lower) >= 0).toSorted((a, b) => b.length - a.length)[0];
  if (found === undefined) return null;
  const start = placeOf(found, lower);
  return text.slice(start, start + found.length);
}

function placeOf(name: string, lower: string): number {
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
    const isWord = !/[\w.-]/.test(lower.charAt(at - 1)) && !/\w/.test(lower.charAt(at + name.length));
    if (isWord) return at;
  }
  return -1;
}

function put(name: string, old: string, last: string): string {
  return last.replace(old, () => name);
}
