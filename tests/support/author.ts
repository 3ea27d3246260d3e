import type { Author } from '../../bot/access/author.ts';

/** Whoever makes the changes of tests that aren't about who makes them. */
export const KIM: Author = { id: '00000000-0000-0000-0000-0000000000aa', name: 'Kim', conversationId: null };

/** Others, who acknowledge alerts. */
export const ADA: Author = { id: '00000000-0000-0000-0000-0000000000ad', name: 'Ada', conversationId: null };
export const BOB: Author = { id: '00000000-0000-0000-0000-0000000000b0', name: 'Bob', conversationId: null };
