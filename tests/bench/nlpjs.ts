import { dockStart } from '@nlpjs/basic';
import type { Example } from '../../bot/understanding/linear-model.ts';
import { OUT_OF_SCOPE, type RankedIntent } from '../../bot/understanding/recogniser.ts';

interface Nlp {
  settings: { log?: boolean };
  addLanguage(language: string): void;
  addDocument(language: string, text: string, intent: string): void;
  train(): Promise<void>;
  process(language: string, text: string): Promise<{ classifications: { intent: string; score: number }[] }>;
}

/** What recognition is compared with: NLP.js as it comes, trained on the same phrases. */
export async function trainNlpJs(
  phrases: readonly Example[],
): Promise<(text: string) => Promise<RankedIntent[]>> {
  const settings = { nlp: { log: false, autoSave: false, threshold: 0 } };
  const dock = (await dockStart({ use: ['Basic'], settings })) as { get(name: string): Nlp };
  const nlp = dock.get('nlp');
  nlp.addLanguage('en');
  for (const { text, intent } of phrases) nlp.addDocument('en', text, intent);
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true; // it reports every epoch, whatever its settings say
  await nlp.train().finally(() => (process.stdout.write = write));
  return async (text) => {
    const { classifications } = await nlp.process('en', text);
    return classifications.map(({ intent, score }) => ({
      intent: intent === 'None' ? OUT_OF_SCOPE : intent,
      confidence: score,
    }));
  };
}
