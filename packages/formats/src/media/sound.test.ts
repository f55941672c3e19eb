import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesOfTag, joinBytes, readTag, readU32le, u32le } from './bytes.ts';
import { readRiff, writeRiff } from './riff.ts';
import { canary, cleanOf, faultOf, sampleWav, textOfBytes } from './samples.ts';

const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', name)));

describe('a cleaned WAV', () => {
  it('keeps format and samples bit for bit', () => {
    const chunksOf = (bytes: Uint8Array) => readRiff(bytes, 'WAVE')?.chunks ?? [];
    const { bytes, dropped } = cleanOf(sampleWav);
    expect(chunksOf(bytes)).toEqual(chunksOf(sampleWav).filter(({ id }) => id === 'fmt ' || id === 'data'));
    expect(bytes).toHaveLength(12 + 8 + 16 + 8 + 200);
    expect(dropped).toEqual(['LIST', 'bext', 'id3']);
  });

  it('is refused in codings that browsers do not play, without samples, and with two formats', () => {
    const [, format = { id: 'fmt ', data: new Uint8Array(16) }, , data = format] =
      readRiff(sampleWav, 'WAVE')?.chunks ?? [];
    const mpeg = { id: 'fmt ', data: joinBytes([Uint8Array.of(0x55, 0), format.data.subarray(2)]) };
    expect(faultOf(writeRiff('WAVE', [format, data]))).toBeNull();
    expect(faultOf(writeRiff('WAVE', [mpeg, data]))).toBe('unknown_type');
    expect(faultOf(writeRiff('WAVE', [format]))).toBe('malformed');
    expect(faultOf(writeRiff('WAVE', [format, format, data]))).toBe('malformed');
    expect(faultOf(writeRiff('WAVE', [format, { id: 'data', data: new Uint8Array(0) }]))).toBe('malformed');
  });
});

describe('a cleaned MP3', () => {
  const sound = cleanOf(fixture('sound.mp3')).bytes;
  const id3v2 = (text: string, flags = 0) =>
    joinBytes([bytesOfTag(`ID3\x03\0`), Uint8Array.of(flags, 0, 0, 0, text.length), bytesOfTag(text)]);
  const id3v1 = bytesOfTag(`TAG${canary}`.padEnd(128, '\0'));
  const ape = (flags: number) =>
    joinBytes([
      bytesOfTag('APETAGEX'),
      u32le(2000),
      u32le(canary.length + 32),
      u32le(1),
      u32le(flags),
      new Uint8Array(8),
    ]);

  it('keeps its frames bit for bit', () => {
    expect(textOfBytes(fixture('sound.mp3'))).toContain(textOfBytes(sound));
    expect(sound[0]).toBe(0xff);
    expect(sound.length).toBeGreaterThan(700);
  });

  it('loses tags before, between and behind its frames', () => {
    const tail = joinBytes([ape(0xa0000000), bytesOfTag(canary), ape(0x80000000), id3v1]);
    const tagged = joinBytes([
      id3v2('TPE1 li si'),
      id3v2('again', 0x10),
      new Uint8Array(10),
      new Uint8Array(7),
      sound,
      id3v2('between'),
      sound,
      tail,
    ]);
    expect(cleanOf(tagged).bytes).toEqual(joinBytes([sound, sound]));
    expect(cleanOf(tagged).dropped).toEqual(['ID3v2', 'APE', 'ID3v1']);
  });

  it('is refused with fewer than two frames that fit, and where sound goes on behind damage', () => {
    const second = textOfBytes(sound).indexOf(textOfBytes(sound.subarray(0, 2)), 4);
    expect(faultOf(sound.subarray(0, second))).toBe('unknown_type');
    expect(faultOf(joinBytes([id3v2('x'), sound.subarray(0, second)]))).toBe('malformed');
    expect(faultOf(id3v2('x'))).toBe('malformed');
    expect(faultOf(joinBytes([sound, bytesOfTag('damage'), sound]))).toBe('malformed');
    expect(cleanOf(joinBytes([sound, bytesOfTag('tail')])).dropped).toEqual(['after the end']);
  });
});

describe('a cleaned Ogg', () => {
  /** Bytes of sound: behind the pages of headers, without the heads of the pages. */
  function soundOf(bytes: Uint8Array): { headers: string; sound: string; sequences: number[] } {
    const pages: { data: string; isSound: boolean }[] = [];
    const sequences: number[] = [];
    for (let at = 0; readTag(bytes, at) === 'OggS';) {
      const lacing = bytes.subarray(at + 27, at + 27 + (bytes[at + 26] ?? 0));
      const length = lacing.reduce((sum, value) => sum + value, 0);
      const body = at + 27 + lacing.length;
      const isSound = readU32le(bytes, at + 6) > 0 && readU32le(bytes, at + 6) < 0xffffffff;
      pages.push({ data: readTag(bytes, body, length), isSound });
      sequences.push(readU32le(bytes, at + 18));
      at = body + length;
    }
    const join = (isSound: boolean) =>
      pages
        .filter((page) => page.isSound === isSound)
        .map(({ data }) => data)
        .join('');
    return { headers: join(false), sound: join(true), sequences };
  }

  it.each([
    ['opus.ogg', `OpusTags${'\0'.repeat(8)}`],
    ['vorbis.ogg', `\x03vorbis${'\0'.repeat(8)}\x01`],
  ])(
    'keeps the sound of %s bit for bit, with an empty list of comments and pages in order',
    (name, comments) => {
      const before = soundOf(fixture(name));
      const after = soundOf(cleanOf(fixture(name)).bytes);
      expect(after.sound).toBe(before.sound);
      expect(after.sound.length).toBeGreaterThan(300);
      expect(after.headers).toContain(comments);
      expect(after.headers.length).toBeLessThan(before.headers.length);
      expect(after.sequences).toEqual(after.sequences.map((_, i) => i));
      expect(cleanOf(fixture(name)).dropped).toEqual(['comments']);
    },
  );

  it('keeps the set-up of Vorbis, over as many pages as it needs', () => {
    const setupOf = (bytes: Uint8Array) => {
      const { headers } = soundOf(bytes);
      return headers.slice(headers.indexOf('\x05vorbis'));
    };
    const bytes = fixture('vorbis.ogg');
    expect(setupOf(cleanOf(bytes).bytes)).toBe(setupOf(bytes));
    expect(setupOf(bytes).length).toBeGreaterThan(1000);
  });

  it('is refused where a page does not have its checksum, or another stream runs beside it', () => {
    const bytes = fixture('opus.ogg');
    const changed = bytes.slice();
    changed[changed.length - 3] = (changed.at(-3) ?? 0) ^ 1;
    expect(faultOf(changed)).toBe('malformed');
    const first = bytes.subarray(0, 28 + (bytes[27] ?? 0));
    expect(faultOf(joinBytes([first, first, bytes.subarray(first.length)]))).toBe('unknown_type');
    // A second song behind the first is cut off.
    expect(cleanOf(joinBytes([bytes, bytes])).bytes).toEqual(cleanOf(bytes).bytes);
  });
});
