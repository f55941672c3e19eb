import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packArchive } from '../archive/zip-writer.ts';
import { joinBytes } from './bytes.ts';
import { cleanMedia } from './clean-media.ts';
import { mediaLimits } from './media.ts';
import {
  animatedPng,
  canary,
  cleanOf,
  faultOf,
  rows,
  sampleGif,
  samplePng,
  sampleSvg,
  sampleWav,
  textOfBytes,
} from './samples.ts';

const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', name)));

/** Name, type, width, height. */
const files: [name: string, bytes: Uint8Array, type: string, width: number | null, height: number | null][] =
  [
    ['built.png', samplePng, 'image/png', 5, 4],
    ['animated.png', animatedPng(2, 2, 3, zlibSync(rows.subarray(0, 18))), 'image/png', 5, 4],
    ['built.gif', sampleGif, 'image/gif', 3, 2],
    ['built.svg', sampleSvg, 'image/svg+xml', 151, 96],
    ['built.wav', sampleWav, 'audio/wav', null, null],
    ['photo.jpg', fixture('photo.jpg'), 'image/jpeg', 24, 32],
    ['progressive.jpg', fixture('progressive.jpg'), 'image/jpeg', 32, 24],
    ['photo.webp', fixture('photo.webp'), 'image/webp', 32, 24],
    ['lossless.webp', fixture('lossless.webp'), 'image/webp', 32, 24],
    ['animated.webp', fixture('animated.webp'), 'image/webp', 32, 24],
    ['sound.mp3', fixture('sound.mp3'), 'audio/mpeg', null, null],
    ['opus.ogg', fixture('opus.ogg'), 'audio/ogg', null, null],
    ['vorbis.ogg', fixture('vorbis.ogg'), 'audio/ogg', null, null],
    ['sound.m4a', fixture('sound.m4a'), 'audio/mp4', null, null],
    ['film.mp4', fixture('film.mp4'), 'video/mp4', 32, 24],
    ['fragmented.mp4', fixture('fragmented.mp4'), 'video/mp4', 32, 24],
    ['film.webm', fixture('film.webm'), 'video/webm', 32, 24],
    ['live.webm', fixture('live.webm'), 'video/webm', 32, 24],
  ];
const withoutCanary = ['animated.png', 'progressive.jpg', 'lossless.webp'];
const zip = packArchive([
  { name: 'evil.html', content: new TextEncoder().encode('<script>alert(1)</script>') },
]);
const foreign = [
  zip,
  new TextEncoder().encode('<html><script>alert(1)</script></html>'),
  new TextEncoder().encode('alert(1);//'),
];

/** It is refused, or clean for good. */
function expectSettled(bytes: Uint8Array): void {
  const reading = cleanMedia(bytes);
  if (reading.kind === 'refused') return;
  const again = cleanOf(reading.bytes);
  expect(again.bytes).toEqual(reading.bytes);
  expect(again.dropped).toEqual([]);
  expect([again.type, again.width, again.height]).toEqual([reading.type, reading.width, reading.height]);
}

describe.each(files)('%s', (name, bytes, type, width, height) => {
  it('is told by its bytes, with its size as shown', () => {
    const media = cleanOf(bytes);
    expect([media.type, media.width, media.height]).toEqual([type, width, height]);
  });

  it('keeps nothing of a person, a place or a program that wrote it', () => {
    expect(textOfBytes(bytes).includes(canary)).toBe(!withoutCanary.includes(name));
    const { bytes: clean, dropped } = cleanOf(bytes);
    expect(textOfBytes(clean)).not.toMatch(/CANARY|li-si|31\.2304|121\.4737|GPS|Lavf\d/);
    expect(dropped.length > 0).toBe(!withoutCanary.includes(name));
    expect(new Set(dropped).size).toBe(dropped.length);
  });

  it('is not changed by cleaning it again, nor is what was given', () => {
    const before = bytes.slice();
    expectSettled(bytes);
    expect(cleanOf(cleanOf(bytes).bytes).bytes).toEqual(cleanOf(bytes).bytes);
    expect(bytes).toEqual(before);
  });

  it('is refused or clean for good wherever it is cut, and refused near its beginning', () => {
    for (let at = 0; at < bytes.length; at += 1) expectSettled(bytes.subarray(0, at));
    for (let at = 0; at < 40; at += 1) expect(faultOf(bytes.subarray(0, at))).not.toBeNull();
  });

  it('never makes it throw or leave anything to clean, whichever bytes are changed', () => {
    const change = fc.tuple(
      fc.nat(bytes.length - 1),
      fc.oneof(fc.constantFrom(0, 1, 127, 128, 255), fc.nat(255)),
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const changed = bytes.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        expectSettled(changed);
      }),
      { numRuns: 400 },
    );
  });

  it('is refused with anything before it', () => {
    for (const head of foreign) expect(faultOf(joinBytes([head, bytes]))).toMatch(/unknown_type|malformed/);
    expect(faultOf(joinBytes([new Uint8Array(1), bytes]))).toMatch(/unknown_type|malformed/);
  });

  it('is cut off where it ends, or refused where its format does not say so', () => {
    for (const tail of foreign) {
      const both = joinBytes([bytes, tail]);
      if (name.endsWith('.svg')) {
        expect(faultOf(both)).toMatch(/malformed|unknown_type/);
        continue;
      }
      expect(cleanOf(both).bytes).toEqual(cleanOf(bytes).bytes);
      expect(cleanOf(both).dropped).toContain('after the end');
    }
  });
});

describe('the type of media', () => {
  it('is unknown for programs, pages, archives, documents and other text', () => {
    const texts = [
      'MZ\x90\0',
      '%PDF-1.7',
      'PK\x03\x04',
      '<html></html>',
      '<a/>',
      'alert(1)',
      'BM\0\0',
      '\xff\xfe',
      '#!/bin/sh',
    ];
    for (const text of texts)
      expect(faultOf(Uint8Array.from(text, (c) => c.charCodeAt(0)))).toBe('unknown_type');
    expect(faultOf(zip)).toBe('unknown_type');
  });

  it('is not that of the first bytes alone', () => {
    const starts = [
      '\x89PNG\r\n\x1a\n',
      '\xff\xd8\xff\xe0',
      'GIF89a',
      'RIFF\0\0\0\0WEBP',
      'RIFF\0\0\0\0WAVE',
      'OggS',
      'ID3',
      '\x1aE\xdf\xa3',
    ];
    for (const start of starts) {
      const page = joinBytes([Uint8Array.from(start, (c) => c.charCodeAt(0)), foreign[1]!]);
      expect(faultOf(page)).toMatch(/malformed|too_many_pixels/);
    }
  });

  it('never makes it throw, whatever follows a beginning', () => {
    const starts = files.map(([, bytes]) => bytes.subarray(0, 60));
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.nat(60),
        fc.uint8Array({ maxLength: 400 }),
        (start, length, rest) => expectSettled(joinBytes([start.subarray(0, length), rest])),
      ),
      { numRuns: 2000 },
    );
  });
});

describe('the limits of media', () => {
  it('refuse nothing at all, and more bytes than are taken', () => {
    expect(faultOf(new Uint8Array(0))).toBe('empty');
    expect(faultOf(samplePng, { ...mediaLimits, bytes: samplePng.length - 1 })).toBe('too_large');
    expect(faultOf(samplePng, { ...mediaLimits, bytes: samplePng.length })).toBeNull();
    expect(faultOf(new Uint8Array(20_000_001))).toBe('too_large');
  });

  it.each(files.filter(([, , , width]) => width !== null))(
    'refuse %s when it has too many pixels',
    (_, bytes) => {
      expect(faultOf(bytes, { ...mediaLimits, pixels: 5 })).toBe('too_many_pixels');
      expect(faultOf(bytes, { ...mediaLimits, side: 2 })).toBe('too_many_pixels');
    },
  );
});
