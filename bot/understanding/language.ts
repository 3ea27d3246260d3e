/** A language that people ask in, ISO 639-1. English is what Cutover answers in. */
export type Language = 'de' | 'fr' | 'es' | 'pt' | 'ja';

/** Frequent words of questions and statements that are no English words; what two languages share counts for both. */
const WORDS: Readonly<Record<Exclude<Language, 'ja'>, ReadonlySet<string>>> = {
  de: words(
    'wann wird werden wir ich sie ist sind der das den dem des ein eine einen einem und oder nicht noch muss müssen kann können gibt es wie wo wer welche welcher welches warum wozu wieviel viele für mit von vom zum zur bei bis nach auf aus auch schon unser unsere unseren bitte haben habe hatte soll sollen sollte darf brauchen brauche heißt bedeutet passiert danke ja nein wenn dass über unterstützt läuft uns uhr um erinnere',
  ),
  fr: words(
    "quand est-ce est sera sont que qu'est-ce quoi quel quelle quels quelles qui où comment pourquoi combien le les des du une un et ou pas nous notre nos vous votre je il elle faut doit dois peut peut-on puis-je avec pour dans sur cette ces encore après avant merci oui non c'est qu'il s'arrête d'abord fonctionne prend avons devons se si on en ça passe-t-il reste",
  ),
  es: words(
    'cuándo cuando es son será está están qué cuál cuáles quién dónde cómo cuánto cuántos el los las del una un y o en nos nuestro nuestra nuestros se tenemos tengo hay que debo debemos puede puedo podemos con para por sobre este esta estos todavía después antes gracias sí deja funciona hasta necesito necesitamos si',
  ),
  pt: words(
    'quando é são será está estão o que qual quais quem onde como quanto quantos os as do da dos das um uma e ou não nos nosso nossa nossos se temos tenho há devo devemos pode posso podemos com para por sobre este esta ainda depois antes obrigado obrigada sim deixa funciona até preciso precisamos vai',
  ),
};

const ENGLISH = words(
  'the is are was were be been a an and or not we our us i you your it its this that these those what which who when where why how do does did can could will would should must have has had to of in on at by for from with as if there any no yes please my',
);

const KANA = /[\u3040-\u30ff]/;

/** The language that a text is clearly in, where it is one of those; null otherwise, as for English. */
export function languageOf(text: string): Language | null {
  if (KANA.test(text)) return 'ja';
  const said =
    text
      .slice(0, MOST_READ)
      .toLowerCase()
      .match(/[\p{L}\p{M}'’-]+/gu) ?? [];
  const count = (known: ReadonlySet<string>) =>
    said.filter((word) => known.has(word.replaceAll('’', "'"))).length;
  const [best] = (['de', 'fr', 'es', 'pt'] as const)
    .map((language) => ({ language, score: count(WORDS[language]) }))
    .sort((a, b) => b.score - a.score);
  return best && best.score >= FEWEST && best.score > count(ENGLISH) ? best.language : null;
}

/** Characters that tell the language. */
const MOST_READ = 400;
/** One word may be a name or a typo. */
const FEWEST = 2;

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
