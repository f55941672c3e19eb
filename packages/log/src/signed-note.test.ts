import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, decodeUtf8, encodeBase64, encodeUtf8 } from './bytes.ts';
import {
  addSignatures,
  computeKeyId,
  createSigner,
  createVerifier,
  formatNote,
  formatSignerKey,
  formatVerifierKey,
  isKeyName,
  parseNote,
  parseSignatureLines,
  parseSignerKey,
  parseVerifierKey,
  signNote,
  verifyEd25519,
  verifyNote,
} from './signed-note.ts';

/** The example key and note of the reference implementation, golang.org/x/mod/sumdb/note. */
const VERIFIER_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const SIGNER_KEY = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const SIGNATURE_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const NOTE = `${TEXT}\n${SIGNATURE_LINE}`;

/** The example of the C2SP specification; its text holds an empty line. */
const SPEC_NOTE =
  'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n' +
  '— quasimodo.example/salvatore ' +
  'NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n';

const peter = createVerifier(VERIFIER_KEY);
const enoch = createSigner('EnochRoot', new Uint8Array(32).fill(7));
const enochVerifier = createVerifier(formatVerifierKey(enoch.name, enoch.publicKey));

function open(note: string): string[] {
  return verifyNote(parseNote(encodeUtf8(note)), [peter, enochVerifier]).map(({ name }) => name);
}

describe('keys', () => {
  it('are written and read as the reference implementation does', () => {
    const signer = parseSignerKey(SIGNER_KEY);
    expect(signer.keyId).toBe('c74f20a3');
    expect(formatVerifierKey(signer.name, signer.publicKey)).toBe(VERIFIER_KEY);
    expect(parseVerifierKey(VERIFIER_KEY)).toMatchObject({
      name: 'PeterNeumann',
      keyId: 'c74f20a3',
      type: 1,
    });
    const seed = new Uint8Array(32).fill(3);
    expect(parseSignerKey(formatSignerKey('a/b', seed)).publicKey).toEqual(
      createSigner('a/b', seed).publicKey,
    );
  });

  it('keep plus signs that base64 puts into them', () => {
    const key = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    const { name, publicKey } = parseVerifierKey(key);
    expect(formatVerifierKey(name, publicKey)).toBe(key);
  });

  it('are refused in every mangled form', () => {
    for (let start = 0; start <= VERIFIER_KEY.length; start++) {
      for (let end = start; end <= VERIFIER_KEY.length; end++) {
        if (end - start === VERIFIER_KEY.length) continue;
        expect(() => createVerifier(VERIFIER_KEY.slice(start, end))).toThrow('key_malformed');
      }
    }
    for (let i = 0; i < VERIFIER_KEY.length; i++) {
      const next = String.fromCharCode(VERIFIER_KEY.charCodeAt(i) + 1);
      expect(() => createVerifier(VERIFIER_KEY.slice(0, i) + next + VERIFIER_KEY.slice(i + 1))).toThrow(
        'key_malformed',
      );
    }
    for (let end = 0; end < SIGNER_KEY.length; end++) {
      expect(() => parseSignerKey(SIGNER_KEY.slice(0, end))).toThrow('key_malformed');
    }
    const longKey = 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==';
    const otherType = 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    expect(() => createVerifier(longKey)).toThrow('key_malformed');
    expect(parseVerifierKey(otherType).type).toBe(0x65);
    expect(() => createVerifier(otherType)).toThrow('key_malformed: signature type');
  });

  it('need a name without white space, plus sign or control character, and 32 bytes', () => {
    for (const name of [
      '',
      'a b',
      'a+b',
      'a\nb',
      'a\u00a0b',
      'a\u3000b',
      'a\u2028',
      'a\u0085',
      'a\u0000',
      '\ud800',
    ]) {
      expect(isKeyName(name), JSON.stringify(name)).toBe(false);
      expect(() => createSigner(name, new Uint8Array(32))).toThrow('key_malformed');
    }
    expect(isKeyName('例.example/日志')).toBe(true);
    expect(() => createSigner('a', new Uint8Array(31))).toThrow('key_malformed');
  });

  it('do not change when the caller wipes the seed', () => {
    const seed = new Uint8Array(32).fill(9);
    const signer = createSigner('a', seed);
    seed.fill(0);
    expect(verifyEd25519(signer.publicKey, encodeUtf8('x\n'), signer.sign(encodeUtf8('x\n')))).toBe(true);
  });
});

describe('notes', () => {
  it('are signed byte for byte as by the reference implementation', () => {
    expect(decodeUtf8(formatNote(signNote(TEXT, [parseSignerKey(SIGNER_KEY)])))).toBe(NOTE);
    expect(open(NOTE)).toEqual(['PeterNeumann']);
  });

  it('split at the last empty line', () => {
    const note = parseNote(encodeUtf8(SPEC_NOTE));
    expect(note.text).toBe(SPEC_NOTE.slice(0, SPEC_NOTE.indexOf('\n— ')));
    expect(note.signatures).toMatchObject([{ name: 'quasimodo.example/salvatore', keyId: '367ba04b' }]);
    expect(note.signatures[0]!.signature.length).toBe(64);
    expect(decodeUtf8(formatNote(note))).toBe(SPEC_NOTE);
  });

  it('read back with all signatures for any text that a note can carry', () => {
    const line = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .map((text) => text.replaceAll(/\p{Cc}/gu, ''));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const text = `${lines.join('\n')}\n`;
        const note = signNote(text, [parseSignerKey(SIGNER_KEY), enoch]);
        const read = parseNote(formatNote(note));
        expect(read).toEqual(note);
        expect(verifyNote(read, [enochVerifier, peter])).toEqual(note.signatures);
      }),
      { numRuns: 30 },
    );
  });

  it('verify with an independent implementation of Ed25519', () => {
    const { signatures } = signNote(TEXT, [enoch]);
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(enoch.publicKey).toString('base64url') },
      format: 'jwk',
    });
    expect(verify(null, encodeUtf8(TEXT), key, signatures[0]!.signature)).toBe(true);
  });

  it('are refused when any bit is flipped', () => {
    const bytes = encodeUtf8(NOTE);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const spoiled = bytes.slice();
      spoiled[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => verifyNote(parseNote(spoiled), [peter]), `bit ${bit}`).toThrow();
    }
  });

  it('ignore unknown keys, also those sharing either name or key id with a known one', () => {
    const stranger = createSigner('PeterNeumann', new Uint8Array(32).fill(1));
    const alias = { ...createSigner('Other', new Uint8Array(32).fill(2)), keyId: 'c74f20a3' };
    const note = signNote(TEXT, [stranger, alias]);
    expect(() => verifyNote(note, [peter])).toThrow('note_unsigned');
    const both = addSignatures(note, parseNote(encodeUtf8(NOTE)).signatures);
    expect(verifyNote(both, [peter])).toEqual(parseNote(encodeUtf8(NOTE)).signatures);
  });

  it('are refused when a known key has signed wrongly, even beside good signatures', () => {
    const good = signNote(TEXT, [enoch]);
    const bad = { name: 'PeterNeumann', keyId: 'c74f20a3', signature: new Uint8Array(64) };
    const attempts = [
      addSignatures(good, [bad]),
      addSignatures({ text: TEXT, signatures: [bad] }, good.signatures),
      addSignatures(parseNote(encodeUtf8(NOTE)), [bad]),
      addSignatures(good, [{ ...bad, signature: new Uint8Array(1) }]),
    ];
    for (const note of attempts) {
      expect(() => verifyNote(note, [peter, enochVerifier])).toThrow('signature_invalid');
    }
    expect(verifyNote(attempts[0]!, [enochVerifier])).toEqual(good.signatures);
  });

  it('count a key once, however often it signed', () => {
    expect(open(NOTE + SIGNATURE_LINE)).toEqual(['PeterNeumann']);
  });

  it('are refused in every malformed spelling', () => {
    const blob = SIGNATURE_LINE.slice('— PeterNeumann '.length, -1);
    const malformed = [
      '',
      '\n',
      TEXT,
      `${TEXT}\n`,
      NOTE.slice(0, -1),
      `${NOTE}\n`,
      TEXT + SIGNATURE_LINE,
      `${TEXT}\n${SIGNATURE_LINE}x\n`,
      `${TEXT}\n- PeterNeumann ${blob}\n`,
      `${TEXT}\n—  PeterNeumann ${blob}\n`,
      `${TEXT}\n—PeterNeumann ${blob}\n`,
      `${TEXT}\n— PeterNeumann  ${blob}\n`,
      `${TEXT}\n— PeterNeumann ${blob} \n`,
      `${TEXT}\n— Peter+Neumann ${blob}\n`,
      `${TEXT}\n— Peter\u00a0Neumann ${blob}\n`,
      `${TEXT}\n—  ${blob}\n`,
      `${TEXT}\n— PeterNeumann ${blob.slice(0, -1)}\n`,
      `${TEXT}\n— PeterNeumann ${blob.slice(0, -2)}N=\n`,
      `${TEXT}\n— PeterNeumann ${encodeBase64(new Uint8Array(4))}\n`,
      `${TEXT}\n— PeterNeumann \n`,
      NOTE.replaceAll('\n', '\r\n'),
      NOTE.replace('cryptography', 'crypto\tgraphy'),
      NOTE.replace('cryptography', 'crypto\u0000graphy'),
      `${TEXT}\n${SIGNATURE_LINE.repeat(101)}`,
      `${'a'.repeat(1_000_000)}\n\n${SIGNATURE_LINE}`,
    ];
    for (const note of malformed) expect(() => parseNote(encodeUtf8(note))).toThrow('note_malformed');
    expect(() => parseNote(concatBytes(Uint8Array.of(0xff), encodeUtf8(NOTE)))).toThrow('text_malformed');
    expect(parseNote(encodeUtf8(`${TEXT}\n${SIGNATURE_LINE.repeat(100)}`)).signatures.length).toBe(100);
  });

  it('are not made from a text or with a name they cannot carry', () => {
    for (const text of ['', 'no newline', 'tab\t\n', 'cr\r\n']) {
      expect(() => signNote(text, [enoch])).toThrow('note_malformed');
    }
    expect(() => formatNote({ text: TEXT, signatures: [] })).toThrow('note_malformed');
    expect(() => formatNote(signNote(TEXT, [{ ...enoch, name: 'a b' }]))).toThrow('note_malformed');
  });

  it('never crash the parser with anything but a refusal', () => {
    const unit = fc.constantFrom('— ', ' ', '\n', '\n\n', 'n', '+', 'AAAAAAA=', 'AAAAAAAA', '\u00a0', '\r');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        try {
          const note = parseNote(encodeUtf8(text));
          expect(decodeUtf8(formatNote(note))).toBe(text);
        } catch (error) {
          expect(error).toMatchObject({ name: 'InvalidInput' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('Ed25519 signatures', () => {
  it('are not accepted under keys of small order, with which one signature fits every text', () => {
    const neutral = Uint8Array.of(1, ...new Uint8Array(31));
    const fitsAll = concatBytes(neutral, new Uint8Array(32));
    expect(verifyEd25519(neutral, encodeUtf8('any text\n'), fitsAll)).toBe(false);
    const nonCanonicalNeutral = Uint8Array.of(0xee, ...new Uint8Array(30).fill(0xff), 0x7f);
    expect(verifyEd25519(nonCanonicalNeutral, encodeUtf8('any text\n'), fitsAll)).toBe(false);
  });
});

describe('signature lines', () => {
  it('are read as a witness sends them', () => {
    expect(parseSignatureLines(SIGNATURE_LINE.repeat(2))).toMatchObject([
      { keyId: 'c74f20a3' },
      { keyId: 'c74f20a3' },
    ]);
    for (const lines of ['', '\n', SIGNATURE_LINE.slice(0, -1), `${SIGNATURE_LINE}\n`]) {
      expect(() => parseSignatureLines(lines)).toThrow('note_malformed');
    }
  });
});

describe('key ids', () => {
  it('tell apart names, types and keys', () => {
    const key = new Uint8Array(32);
    const ids = [
      computeKeyId('a', 1, key),
      computeKeyId('b', 1, key),
      computeKeyId('a', 4, key),
      computeKeyId('a', 1, key.with(0, 1)),
    ];
    expect(new Set(ids).size).toBe(4);
  });
});
