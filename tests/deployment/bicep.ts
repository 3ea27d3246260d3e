/** What a Bicep file declares and says, as far as rules can be kept without its compiler. */
export interface Bicep {
  /** Each with whether it has a default. */
  params: Map<string, boolean>;
  /** The parameters that each module is given, by the module's path. */
  modules: Map<string, string[]>;
  outputs: string[];
  /** Without comments, and with strings kept. */
  code: string;
}

export function readBicep(text: string): Bicep {
  const code = text.replace(/(^|\s)\/\/.*$/gm, '$1');
  const params = [...code.matchAll(/^param (\w+) \w+(?<value> =)?/gm)];
  const outputs = [...code.matchAll(/^output (\w+) /gm)].map(([, name = '']) => name);
  const modules = [...code.matchAll(/^module \w+ '([^']+)' = \{([\s\S]*?)^\}/gm)].map(
    ([, path = '', body = '']): [string, string[]] => {
      const given = /^ {2}params: \{\n([\s\S]*?)^ {2}\}/m.exec(body)?.[1] ?? '';
      return [path, [...given.matchAll(/^ {4}(\w+):/gm)].map(([, name = '']) => name)];
    },
  );
  return {
    params: new Map(params.map(({ 1: name = '', groups }) => [name, groups?.['value'] !== undefined])),
    modules: new Map(modules),
    outputs,
    code,
  };
}

/** Brackets that do not close, outside of strings; null when all do. */
export function findUnbalanced(code: string): string | null {
  const closes: Record<string, string> = { '}': '{', ']': '[', ')': '(' };
  const open: string[] = [];
  const outsideStrings = code.replace(/'(?:\\.|[^'\\])*'/g, "''");
  for (const { 0: character, index } of outsideStrings.matchAll(/[{}[\]()]/g)) {
    const expected = closes[character];
    if (!expected) open.push(character);
    else if (open.pop() !== expected) return `${character} at ${index}`;
  }
  return open.length > 0 ? open.join('') : null;
}

/** The web app's settings: name to expression. */
export function readAppSettings(code: string): Map<string, string> {
  const entries = [...code.matchAll(/\{ name: '(\w+)', value: (.+?) \}/g)];
  return new Map(entries.map(([, name = '', value = '']) => [name, value]));
}
