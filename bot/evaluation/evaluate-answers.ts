import type { Answer } from '../guidance/answer.ts';
import { toPlainText } from '../guidance/plain-text.ts';
import type { Reply } from '../understanding/question-replies.ts';
import { shareOf } from '../understanding/share.ts';
import type { AskedQuestion } from './case-file.ts';
import type { Evaluation } from './evaluation.ts';

/** An answer is read on a phone: what stands within so many characters is seen without scrolling. */
const FIRST_SCREEN = 500;

interface Judged {
  question: AskedQuestion;
  text: string;
  isRight: boolean;
  isFalse: boolean;
  isRightAtOnce: boolean;
  problem: string | null;
}

/** Whether answers contain the facts that were asked for, and none that is false. */
export function evaluateAnswers(
  questions: readonly AskedQuestion[],
  reply: (text: string, now: Date) => Pick<Reply, 'answer'>[],
): Evaluation {
  const judged = questions.map((question) => {
    const answers = reply(question.text, new Date(question.now)).flatMap(({ answer }) => answer ?? []);
    return judge(question, answers);
  });
  const kinds = [...new Set(questions.map(({ kind }) => kind))];
  const right = ({ isRight }: Judged) => isRight;
  return {
    shares: {
      right: shareOf(judged, right),
      false: shareOf(judged, ({ isFalse }) => isFalse),
      'right on the first screen': shareOf(judged, ({ isRightAtOnce }) => isRightAtOnce),
      ...Object.fromEntries(
        kinds.map((kind) => [
          `right, ${kind}`,
          shareOf(
            judged.filter(({ question }) => question.kind === kind),
            right,
          ),
        ]),
      ),
    },
    notes: {
      questions: String(questions.length),
      'mean length': `${(judged.reduce((sum, { text }) => sum + text.length, 0) / (judged.length || 1)).toFixed(0)} characters`,
    },
    verdicts: judged.map(({ question, problem }) => ({ id: question.id, problem })),
  };
}

function judge(question: AskedQuestion, answers: readonly Answer[]): Judged {
  const text = answers.map(textOf).join('\n\n');
  const isRefused = answers.length === 0;
  const lacks = question.must.filter((pattern) => !pattern.test(text));
  const wrong = question.mustNot.filter((pattern) => pattern.test(text));
  const isAdmitted = isRefused && question.mayAdmit;
  const isRight = isAdmitted || (!isRefused && lacks.length === 0 && wrong.length === 0);
  const beginning = text.slice(0, FIRST_SCREEN);
  const reason =
    (isRefused && 'it isn’t answered') ||
    (wrong[0] && `it says ${wrong[0].source}`) ||
    (lacks[0] && `it doesn’t say ${lacks[0].source}`);
  return {
    question,
    text,
    isRight,
    isFalse: wrong.length > 0,
    isRightAtOnce: isRight && (isAdmitted || question.must.every((pattern) => pattern.test(beginning))),
    problem: isRight
      ? null
      : `${JSON.stringify(question.text)}: ${String(reason)}\n    ${text.slice(0, 300).replaceAll('\n', ' ')}`,
  };
}

/** Its title, paragraphs, table and source, without marks of Markdown. */
function textOf({ title, paragraphs, table, source }: Answer): string {
  const rows = table ? [table.headers, ...table.rows].map((row) => row.join(' | ')) : [];
  const place = `${source.article} › ${source.heading} ${source.url}`;
  return [title, ...paragraphs, ...rows].map(toPlainText).concat(place).join('\n');
}
