/** Something wrong with a notice, for its author. With an error, the notice has no map; with a warning, it has one. */
export interface Problem {
  /** Path inside the notice's folder, with forward slashes. */
  file: string;
  /** Counted from 1. */
  line: number;
  severity: 'error' | 'warning';
  message: string;
}

/** Collects the problems of one file. */
export interface Reporter {
  error(line: number, message: string): void;
  warn(line: number, message: string): void;
}

/** Makes a reporter that adds the problems of `file` to `problems`. */
export function reporterFor(file: string, problems: Problem[]): Reporter {
  const report = (severity: Problem['severity']) => (line: number, message: string) => {
    problems.push({ file, line, severity, message });
  };
  return { error: report('error'), warn: report('warning') };
}
