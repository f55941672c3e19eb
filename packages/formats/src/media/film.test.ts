import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesOfTag, joinBytes, readTag, readU32, u32 } from './bytes.ts';
import { canary, cleanOf, faultOf, textOfBytes } from './samples.ts';

const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', name)));
const box = (type: string, ...parts: readonly Uint8Array[]) => {
  const content = joinBytes(parts);
  return joinBytes([u32(content.length + 8), bytesOfTag(type), content]);
};
const place = (bytes: Uint8Array, text: string) => textOfBytes(bytes).indexOf(text);
const changed = (bytes: Uint8Array, at: number, ...values: readonly number[]) => {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
};

describe('a cleaned MP4', () => {
  const film = fixture('film.mp4');
  const contentOf = (bytes: Uint8Array, type: string) => {
    const at = place(bytes, type);
    return bytes.subarray(at + 4, at - 4 + readU32(bytes, at - 4));
  };

  it.each(['film.mp4', 'sound.m4a', 'fragmented.mp4'])(
    'keeps the media of %s bit for bit where they lay',
    (name) => {
      const bytes = fixture(name);
      const clean = cleanOf(bytes).bytes;
      expect(clean).toHaveLength(bytes.length);
      expect(place(clean, 'mdat')).toBe(place(bytes, 'mdat'));
      expect(contentOf(clean, 'mdat')).toEqual(contentOf(bytes, 'mdat'));
      for (const table of ['stsz', 'stco', 'avcC', 'esds'].filter((type) => place(bytes, type) >= 0))
        expect(contentOf(clean, table)).toEqual(contentOf(bytes, table));
    },
  );

  it('has free space where titles, places and names stood, and no times', () => {
    const timed = ['mvhd', 'tkhd', 'mdhd'].reduce(
      (bytes, type) => changed(bytes, place(bytes, type) + 8, 1, 2, 3, 4, 5, 6, 7, 8),
      film,
    );
    const { bytes, dropped } = cleanOf(timed);
    expect(bytes).toEqual(cleanOf(film).bytes);
    expect(dropped).toEqual(['udta', 'creation time', 'hdlr']);
    expect(textOfBytes(bytes)).not.toMatch(/udta|VideoHandler|\xa9nam|\xa9xyz/);
  });

  it('empties boxes of others, free space that is none, and bytes that no track uses', () => {
    const hidden = joinBytes([
      film,
      box('uuid', bytesOfTag(canary)),
      box('free', bytesOfTag(canary)),
      box('mdat', bytesOfTag(canary)),
      box('liSi', bytesOfTag('x')),
    ]);
    const { bytes, dropped } = cleanOf(hidden);
    expect(bytes).toHaveLength(hidden.length - 9);
    expect(textOfBytes(bytes)).not.toContain('CANARY');
    expect(dropped).toEqual(['udta', 'uuid', 'hdlr', 'unused data', 'after the end']);
    const open = joinBytes([film, u32(0), bytesOfTag(`mdat${canary}`)]);
    expect(textOfBytes(cleanOf(open).bytes)).not.toContain('CANARY');
    expect(cleanOf(open).bytes).toHaveLength(open.length);
  });

  it('loses a track that is neither picture nor sound, with its samples', () => {
    const at = place(film, 'soun');
    const { bytes, dropped } = cleanOf(changed(film, at, ...bytesOfTag('meta')));
    expect(dropped).toEqual(['udta', 'hdlr', 'track meta', 'unused data']);
    expect(textOfBytes(bytes)).not.toMatch(/mp4a|SoundHandler/);
    const [before, after] = [contentOf(film, 'mdat'), contentOf(bytes, 'mdat')];
    const zeroed = after.filter((byte, i) => byte === 0 && before[i] !== 0).length;
    expect(zeroed).toBeGreaterThan(100);
    expect(after.some((byte, i) => byte !== 0 && byte === before[i])).toBe(true);
    const fragmented = fixture('fragmented.mp4');
    expect(faultOf(changed(fragmented, place(fragmented, 'vide'), ...bytesOfTag('text')))).toBe(
      'unknown_type',
    );
  });

  it('plays nothing that lies elsewhere', () => {
    expect(faultOf(changed(film, place(film, 'url ') + 7, 0))).toBe('active_content');
    expect(faultOf(changed(film, place(film, 'url '), ...bytesOfTag('urn ')))).toBe('active_content');
    expect(faultOf(changed(film, place(film, 'stco') + 12, 0x7f))).toBe('malformed');
  });

  it('is refused with an unknown brand or coding, with boxes larger than their box, and with two films', () => {
    expect(faultOf(changed(film, 8, ...bytesOfTag('heic')))).toBe('unknown_type');
    expect(faultOf(changed(film, 8, ...bytesOfTag('qt  ')))).toBe('unknown_type');
    expect(faultOf(changed(film, place(film, 'avc1\0\0\0'), ...bytesOfTag('encv')))).toBe('unknown_type');
    for (const type of ['moov', 'trak', 'stbl', 'stsd', 'mdat', 'mvhd'])
      for (const size of [0, 1, 7, 0x7fffffff, 0xffffffff])
        expect(faultOf(changed(film, place(film, type) - 4, ...u32(size)))).not.toBeNull();
    const moov = film.subarray(place(film, 'moov') - 4);
    expect(faultOf(joinBytes([film, moov.subarray(0, readU32(moov, 0))]))).toBe('malformed');
    expect(faultOf(changed(film, place(film, 'avc1\0\0\0') + 28, 0x75, 0x30, 0x75, 0x30))).toBe(
      'too_many_pixels',
    );
  });

  it('is not followed into boxes within boxes within boxes', () => {
    let nested = box('free');
    for (let i = 0; i < 5000; i += 1)
      nested = joinBytes([u32(nested.length + 8), bytesOfTag('moov'), nested]);
    expect(faultOf(joinBytes([box('ftyp', bytesOfTag('isom\0\0\0\0')), nested]))).toBe('malformed');
    expect(cleanOf(joinBytes([film, box('udta', nested)])).dropped).toEqual(['udta', 'hdlr']);
    expect(faultOf(joinBytes([film, nested]))).toBe('malformed');
  });
});

describe('a cleaned WebM', () => {
  const film = fixture('film.webm');
  const segment = place(film, '\x18\x53\x80\x67');
  const element = (id: string, content: string) =>
    bytesOfTag(`${id}\x40${String.fromCharCode(content.length)}${content}`);
  /** A segment without a size, as programs write that do not know when the film ends. */
  const withElements = (...more: readonly Uint8Array[]) =>
    joinBytes([
      film.subarray(0, segment + 4),
      Uint8Array.of(1).fill(1),
      new Uint8Array(7).fill(255),
      film.subarray(segment + 12),
      ...more,
    ]);

  it.each(['film.webm', 'live.webm'])('keeps the clusters of %s bit for bit where they lay', (name) => {
    const bytes = fixture(name);
    const clean = cleanOf(bytes).bytes;
    const at = place(bytes, '\x1f\x43\xb6\x75');
    const end = [place(bytes, '\x1c\x53\xbb\x6b'), bytes.length].find((stop) => stop > at);
    expect(clean).toHaveLength(bytes.length);
    expect(clean.subarray(at, end)).toEqual(bytes.subarray(at, end));
  });

  it('has emptied space where tags, titles and the names of programs stood', () => {
    const { bytes, dropped } = cleanOf(film);
    expect(dropped).toEqual(['Title', 'MuxingApp', 'WritingApp', 'Tags']);
    expect(textOfBytes(bytes)).not.toContain('Lavf');
    // The last mention is the element itself; before it stands where to seek it.
    const tags = textOfBytes(film).lastIndexOf('\x12\x54\xc3\x67');
    expect(tags).toBeGreaterThan(segment + 100);
    expect(bytes[tags]).toBe(0xec);
  });

  it('loses the comments of Vorbis within its set-up, which keeps its place', () => {
    const bytes = fixture('live.webm');
    const at = place(bytes, '\x05vorbis');
    const comments = place(bytes, '\x03vorbis');
    const told = bytes.slice();
    told.set(bytesOfTag('li si'), comments + 11);
    const clean = cleanOf(told);
    expect(clean.bytes).toEqual(cleanOf(bytes).bytes);
    expect(clean.bytes.subarray(comments + 11, at - 1).every((byte) => byte === 0)).toBe(true);
    expect(clean.bytes.subarray(at, at + 1000)).toEqual(bytes.subarray(at, at + 1000));
  });

  it('empties attachments, chapters, space that is none and what it does not know', () => {
    const open = withElements(
      element('\x19\x41\xa4\x69', canary),
      element('\x10\x43\xa7\x70', canary),
      element('\xec', canary),
    );
    const { bytes, dropped } = cleanOf(open);
    expect(bytes).toHaveLength(open.length);
    expect(textOfBytes(bytes)).not.toContain('CANARY');
    expect(dropped.slice(-2)).toEqual(['Attachments', 'Chapters']);
    expect(cleanOf(withElements(element('\x19\x41\xa4\x6a', canary))).dropped).toContain('after the end');
  });

  it('loses a track that is neither picture nor sound, with its blocks', () => {
    const type = place(film, '\x83\x81\x02') + 2;
    const { bytes, dropped } = cleanOf(changed(film, type, 0x11));
    expect(dropped).toContain('track 17');
    expect(textOfBytes(bytes)).not.toContain('A_OPUS');
    expect(readTag(bytes, place(bytes, 'V_VP8'), 5)).toBe('V_VP8');
    const blocks = (from: Uint8Array) => textOfBytes(from).split('\x82').length;
    expect(blocks(bytes)).toBeLessThan(blocks(film));
  });

  it('is refused as Matroska, in other codings, and with elements larger than theirs', () => {
    expect(faultOf(changed(film, place(film, 'webm'), ...bytesOfTag('wbem')))).toBe('malformed');
    expect(faultOf(changed(film, place(film, 'V_VP8'), ...bytesOfTag('V_XXX')))).toBe('unknown_type');
    expect(faultOf(changed(film, segment + 4, 1, 0x7f))).toBe('malformed');
    expect(faultOf(changed(film, place(film, '\x1f\x43\xb6\x75') + 4, 0x41))).toBe('malformed');
    const width = place(film, '\xb0\x81\x20');
    expect(faultOf(changed(film, width + 2, 0))).toBe('malformed');
  });
});
