import { shareOf } from '../understanding/share.ts';
import type { Dialogue } from './case-file.ts';
import { startChat, type Mind } from './chat.ts';
import type { Evaluation } from './evaluation.ts';

/** Says each dialogue to a running bot of its own that has an identity team; one goes well when each of its turns does. */
export async function evaluateDialogues(dialogues: readonly Dialogue[], mind: Mind): Promise<Evaluation> {
  const judged = [];
  for (const dialogue of dialogues) judged.push(await judge(dialogue, mind));
  const turns = judged.flatMap(({ problems }) => problems);
  return {
    shares: {
      'dialogues that go well': shareOf(judged, ({ problems }) =>
        problems.every((problem) => problem === null),
      ),
      'turns that go well': shareOf(turns, (problem) => problem === null),
    },
    notes: { dialogues: String(dialogues.length) },
    verdicts: judged.map(({ name, problems }) => ({
      id: name,
      problem: problems.find((problem) => problem !== null) ?? null,
    })),
  };
}

/** What is wrong with each turn; null when nothing is. */
async function judge(
  { name, now, turns }: Dialogue,
  mind: Mind,
): Promise<{ name: string; problems: (string | null)[] }> {
  const chat = await startChat(mind, new Date(now));
  try {
    await chat.say('alerts here', 'channel');
    const problems: (string | null)[] = [];
    for (const { say, must, mustNot } of turns) {
      const text = await chat.say(say);
      const lacks = must
        .filter((pattern) => !pattern.test(text))
        .map(({ source }) => `it doesn’t say ${source}`);
      const wrong = mustNot.filter((pattern) => pattern.test(text)).map(({ source }) => `it says ${source}`);
      const [first] = [...wrong, ...lacks];
      problems.push(
        first === undefined
          ? null
          : `${JSON.stringify(say)}: ${first}\n    ${text.slice(0, 300).replaceAll('\n', ' ')}`,
      );
    }
    return { name, problems };
  } finally {
    await chat.close();
  }
}
