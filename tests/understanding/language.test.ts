import assert from 'node:assert/strict';
import { languageOf } from '../../bot/understanding/language.ts';

describe('the language of a question', () => {
  for (const [language, ...texts] of [
    [
      'de',
      'Bis wann läuft V1 noch?',
      'Müssen wir die Agents auf jedem Server haben?',
      'wie viele Server sind noch auf 1.6',
    ],
    ['fr', 'Quand est-ce que la V1 s’arrête ?', 'Combien de serveurs faut-il pour la haute disponibilité ?'],
    ['es', '¿Hasta cuándo funciona la V1?', 'qué pasa con nuestros servidores de staging después del corte'],
    ['pt', 'Até quando o V1 funciona?', 'quais servidores ainda não são suportados'],
    ['ja', 'V1はいつまで使えますか', 'クラウド同期に移行する必要がありますか？'],
  ] as const) {
    it(`is ${language}`, () => {
      for (const text of texts) assert.equal(languageOf(text), language, text);
    });
  }

  it('is none of them in English, in a name and in a command', () => {
    for (const text of [
      'when does V1 die?',
      'AADC01 runs 1.6.16.0',
      'remind us at 09:00 Europe/Berlin',
      'is the Café server in São Paulo affected?',
      'ja',
      '',
    ]) {
      assert.equal(languageOf(text), null, text);
    }
  });
});
