/** The plain form of a report, as writeReport writes it: its server, and what is said of it. */
const REPORT = /^(?:server named )?(\S+) ((?:runs|is|signs in|uses) .+)$/;

interface Said {
  line: string;
  name: string;
  version: string | undefined;
  role: string | undefined;
  signIn: string | undefined;
  isEnded: boolean;
}

/** Plain forms that can be carried out, and those of each server that can't all hold. */
export interface Parted {
  agreed: string[];
  contradictions: string[][];
}

/**
 * Parts plain forms into those that agree and those that contradict each other, or what is denied: "AADC01 runs 2.5.3.0"
 * and "AADC01 runs 1.6.16.0" in one message. Their order doesn't tell which of them holds.
 */
export function partContradictions(lines: readonly string[], denied: readonly string[]): Parted {
  const said = lines.map(readReport).filter((each) => each !== null);
  const isOpen = (a: Said) =>
    denied.includes(a.line) || said.some((b) => a.name === b.name && isContradiction(a, b));
  const names = new Set(said.filter(isOpen).map(({ name }) => name));
  const contradictions = [...names].map((name) =>
    said.filter((each) => each.name === name).map(({ line }) => line),
  );
  const open = new Set(contradictions.flat());
  return { agreed: lines.filter((line) => !open.has(line)), contradictions };
}

function readReport(line: string): Said | null {
  const [, name, said = ''] = REPORT.exec(line) ?? [];
  if (name === undefined) return null;
  return {
    line,
    name: name.toLowerCase(),
    version: /^runs ([\d.]+)/.exec(said)?.[1],
    role: /\b(?:staging|active)\b/.exec(said)?.[0],
    signIn: /\b(?:account|application)\b/.exec(said)?.[0],
    isEnded: /^is (?:migrated|decommissioned)$/.test(said),
  };
}

function isContradiction(a: Said, b: Said): boolean {
  const differs = (key: 'version' | 'role' | 'signIn') =>
    a[key] !== undefined && b[key] !== undefined && a[key] !== b[key];
  return a.isEnded !== b.isEnded || differs('version') || differs('role') || differs('signIn');
}
