import type { Message } from '../delivery/message.ts';
import { renderNote } from './note-cards.ts';

/** An internal error; `reference` is logged with its stack. */
export function renderError(reference: string): Message {
  return renderFailure(reference, {
    title: 'Something went wrong',
    paragraphs: [
      'Try again in a minute. If you asked me to change something, check first whether it was saved.',
    ],
  });
}

/** The work is done, but Teams did not take the answer, or did not say that it did. */
export function renderAnswerLost(reference: string): Message {
  return renderFailure(reference, {
    title: 'My answer may be missing',
    paragraphs: ['If you asked me to change something, it’s saved. To see my answer, ask again.'],
  });
}

/** The answer takes longer than Teams waits, and may still come. */
export function renderSlow(reference: string): Message {
  return renderFailure(reference, {
    title: 'This takes longer than usual',
    paragraphs: [
      'I’ll answer here as soon as I can. If you asked me to change something, check whether it was saved before you try again.',
    ],
  });
}

/** The person writes faster than answers are given. */
export function renderBusy(): Message {
  return renderNote(null, {
    title: 'I’m still working through your earlier messages',
    paragraphs: ['I haven’t read this one. Please send it again in a moment.'],
  });
}

function renderFailure(
  reference: string,
  { title, paragraphs }: { title: string; paragraphs: string[] },
): Message {
  return renderNote(null, {
    title,
    paragraphs: [...paragraphs, 'If it keeps happening, send this reference to your administrator.'],
    facts: [{ title: 'Reference', value: reference }],
  });
}
