/** Something in a notice that its author should know: an error leaves no map, a warning does. */
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
