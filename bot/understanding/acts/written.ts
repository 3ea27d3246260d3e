import type { ReadAct } from './read-act.ts';

/** An act as plain forms, with the words to ask back with. */
export interface Written {
  /** The plain forms, one after the other. */
  texts: readonly string[];
  /** Whether something in the message is left that wasn't understood; default: no. */
  isDoubtful?: boolean;
  /** The question when it isn't sure. */
  question: string;
  /** The button that does it. */
  title: string;
  /** Set where the reader has to choose; `question` asks which. */
  options?: readonly { title: string; text: string }[];
}

/** What is written, done or asked back. */
export function toAct(written: Written, isSure: boolean): ReadAct {
  if (written.options) return { kind: 'ask', question: written.question, options: written.options };
  if (isSure && !written.isDoubtful) return { kind: 'do', lines: written.texts };
  return {
    kind: 'ask',
    question: written.question,
    options: [{ title: written.title, text: written.texts.join('\n') }],
  };
}
