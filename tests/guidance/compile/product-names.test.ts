import assert from 'node:assert/strict';
import { readProductNames } from '../../../bot/guidance/compile/product-names.ts';

describe('the names of a product', () => {
  const namesIn = (subject: string, headings: string[], texts: string[] = []) =>
    readProductNames(subject, { headings, texts });

  it('are those in headings that say that it ends', () => {
    assert.deepEqual(namesIn('Fenwick Relay Agent', ['Fenwick Agent retirement', 'What to do']), [
      'Fenwick Agent',
    ]);
  });

  it('have the abbreviations that the text explains', () => {
    assert.deepEqual(namesIn('Fenwick Two-Step Sign-in Server', [], ['Use twostep sign-in (TSS) instead.']), [
      'Fenwick TSS Server',
    ]);
    assert.deepEqual(namesIn('Fenwick Relay', [], ['The Fenwick Relay (FR) ends.']), ['FR']);
  });

  it('are not what an abbreviation of something else stands for', () => {
    assert.deepEqual(
      namesIn('Fenwick Relay', [], ['Use the Relay Mesh (RM), or Transport Layer (TLS).']),
      [],
    );
  });

  it('leave out the vendor, unless one word is left', () => {
    assert.deepEqual(namesIn('Microsoft Fenwick Relay', []), ['Fenwick Relay']);
    assert.deepEqual(namesIn('Azure Fenwick', []), []);
  });

  it('are not the title of any other heading', () => {
    assert.deepEqual(namesIn('Fenwick Relay', ['Retirement of header sign-in', 'Relay limits']), []);
  });
});
