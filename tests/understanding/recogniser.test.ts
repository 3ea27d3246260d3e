import assert from 'node:assert/strict';
import type { Example } from '../../bot/understanding/linear-model.ts';
import { decodeModel, encodeModel } from '../../bot/understanding/model-file.ts';
import { createRecogniser, trainCalibrated, type Recogniser } from '../../bot/understanding/recogniser.ts';
import { loadRecogniser } from '../../bot/sources/notices/recogniser-file.ts';
import { theRecogniser } from '../support/guide.ts';

const FEW: Example[] = [
  ['deadline', ['when is the last day', 'which date is the deadline', 'how long do we have', 'until when']],
  ['compare', ['compare the two tools', 'which tool is better', 'what is the difference', 'pros and cons']],
  ['none', ['tell me a joke', 'my printer is broken', 'what is the weather', 'book a table for lunch']],
].flatMap(([intent, texts]) => (texts as string[]).map((text) => ({ intent: intent as string, text })));

describe('a recogniser', () => {
  describe('trained on the shipped phrases', function () {
    let recognise: Recogniser;
    before(async () => {
      recognise = await theRecogniser();
    });
    const bestFor = (text: string) => recognise(text)[0]?.intent;

    const typos: [string, string][] = [
      ['wehn is teh deadlien for aad conect v1', 'deadline'],
      ['whta is the provisionning agnet', 'provisioning-agent'],
      ['wich verions of adconnect is the newst', 'version-history'],
      ['pleas compair cloud snyc and v2', 'compare'],
      ['is version 1.6.16.0 stil suportted by microsft', 'support-status'],
    ];
    for (const [text, intent] of typos) {
      it(`understands "${text}"`, () => {
        assert.equal(bestFor(text), intent);
      });
    }

    const wordless: [string, string][] = [
      ['<at>Cutover</at>', 'greeting-help'],
      ['<at>Cutover</at> ?', 'greeting-help'],
      ['👍', 'thanks-bye'],
      ['!!!', 'none'],
    ];
    for (const [text, intent] of wordless) {
      it(`understands "${text}", which has no word`, () => {
        assert.equal(bestFor(text), intent);
      });
    }

    it('understands a version that is in no phrase', () => {
      assert.equal(bestFor('our server SYNCBOX77 runs 1.3.77.0'), 'report-server');
    });

    it('ignores mentions, markup and entities', () => {
      const plain = recognise("what's the difference between cloud sync and V2");
      const marked = recognise(
        '<at>Cutover</at> <p>what&#39;s the <b>difference</b> between cloud sync and&nbsp;V2</p>',
      );
      assert.deepEqual(marked, plain);
    });

    const strange: Record<string, string> = {
      'empty text': '',
      spaces: ' \n\t ',
      emoji: '🎉👍🏽👩‍👩‍👧',
      Japanese: 'このサーバーはいつ止まりますか',
      Arabic: 'متى يتوقف الإصدار الأول',
      'half a surrogate pair': '\ud83d when \udc00',
      'control characters': '\u0000\u0007\u202e deadline',
      'unclosed markup': '<at <p <<< &amp &#; when',
      'a code block': '```powershell\nGet-ADSyncGlobalSettings | ft *\n```',
      'one word of 28,000 letters': 'a'.repeat(28_000),
      '28,000 opening brackets': '<'.repeat(28_000),
      '28,000 digits and dots': '1.'.repeat(14_000),
      'words that are names of object properties': '__proto__ constructor toString',
    };
    for (const [name, text] of Object.entries(strange)) {
      it(`ranks every intent for ${name}`, () => {
        const ranked = recognise(text);
        assert.equal(ranked.length, 21);
        const total = ranked.reduce((sum, { confidence }) => sum + confidence, 0);
        assert.ok(Math.abs(total - 1) < 1e-6, String(total));
      });
    }

    it('ranks the most likely intent first', () => {
      const confidences = recognise('remind us at nine').map(({ confidence }) => confidence);
      assert.deepEqual(
        confidences,
        confidences.toSorted((a, b) => b - a),
      );
    });
  });

  it('is identical, byte for byte, when trained twice on the same phrases', () => {
    assert.deepEqual(encodeModel(trainCalibrated(FEW)), encodeModel(trainCalibrated(FEW)));
  });

  describe('read from a file', () => {
    it('ranks as it did before encoding', () => {
      const model = trainCalibrated(FEW);
      const loaded = createRecogniser(decodeModel(encodeModel(model)));
      for (const { text } of FEW) {
        const expected = createRecogniser(model)(text);
        loaded(text).forEach(({ intent, confidence }, i) => {
          assert.equal(intent, expected[i]?.intent);
          assert.ok(Math.abs(confidence - (expected[i]?.confidence ?? 0)) < 0.02);
        });
      }
    });

    it('is refused when the file is something else or truncated', () => {
      const whole = encodeModel(trainCalibrated(FEW));
      for (const bytes of [Buffer.from('no model'), whole.subarray(0, whole.length - 5), Buffer.alloc(0)]) {
        assert.throws(() => decodeModel(bytes), /run "npm run train"/);
      }
    });

    it('names the command that makes it when it is missing', async () => {
      await assert.rejects(loadRecogniser(FEW), { code: 'no-recogniser', message: /npm run train/ });
    });
  });
});
