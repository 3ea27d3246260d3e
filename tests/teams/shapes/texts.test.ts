import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseActivity } from '../../../bot/teams/connector/parse-activity.ts';
import { readInbound } from '../../../bot/teams/turn/activity.ts';
import { createPlace, messageIn } from '../../support/activities.ts';

interface TextShape {
  name: string;
  text?: string | null;
  entities?: object[];
  /** Of the attachment that shows the same message as HTML. */
  html?: string;
  lines: string[];
  /** Default: it quotes nothing. */
  quoted?: string | null;
}

const shapes = JSON.parse(readFileSync(new URL('texts.json', import.meta.url), 'utf8')) as TextShape[];

describe('the text of a message as Teams delivers it', () => {
  const chat = createPlace('https://smba.example.com', 'personal');
  for (const { name, text, entities, html, lines, quoted = null } of shapes) {
    it(`is read as it was meant: ${name}`, () => {
      const attachments = html === undefined ? [] : [{ contentType: 'text/html', content: html }];
      const sent = {
        ...messageIn(chat, ''),
        text,
        ...(entities && { entities }),
        attachments,
      };
      const inbound = readInbound(parseActivity(sent));
      assert.deepEqual(inbound.lines, lines);
      assert.equal(inbound.text, lines.join(' '));
      assert.equal(inbound.quoted, quoted);
    });
  }
});
