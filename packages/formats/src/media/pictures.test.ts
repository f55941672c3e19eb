import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zlibSync } from 'fflate';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { bytesOfTag, joinBytes, u32, u32le } from './bytes.ts';
import { orientationOf, writeOrientation } from './exif.ts';
import { readRiff, writeRiff } from './riff.ts';
import {
  animatedPng,
  chunk,
  cleanOf,
  exif,
  faultOf,
  gif,
  gifLoop,
  gifPicture,
  gifPixels,
  gifTiming,
  png,
  pngHeader,
  rows,
  sampleGif,
  samplePng,
  textOfBytes,
} from './samples.ts';

const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', name)));
const idat = (size: number) => chunk('IDAT', zlibSync(new Uint8Array(size)));

describe('a cleaned PNG', () => {
  it('shows the same pixels and keeps its colours, under a profile name that says nothing', () => {
    const { bytes, dropped } = cleanOf(samplePng);
    const before = PNG.sync.read(Buffer.from(samplePng));
    const after = PNG.sync.read(Buffer.from(bytes));
    expect([after.width, after.height, after.gamma]).toEqual([5, 4, before.gamma]);
    expect(after.data.equals(before.data)).toBe(true);
    expect(textOfBytes(bytes).match(/IHDR|gAMA|iCCP|IDAT|IEND|tEXt|eXIf|tIME/g)).toEqual([
      'IHDR',
      'gAMA',
      'iCCP',
      'IDAT',
      'IDAT',
      'IEND',
    ]);
    expect(textOfBytes(bytes)).toContain('iCCPicc\0\0');
    expect(dropped).toEqual(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'liSi']);
  });

  it('unpacks to exactly what its header says: to more is a bomb, to less is damaged', () => {
    expect(faultOf(png(pngHeader(5, 4), idat(84)))).toBeNull();
    expect(faultOf(png(pngHeader(5, 4), idat(85)))).toBe('inflates_too_far');
    expect(faultOf(png(pngHeader(5, 4), idat(83)))).toBe('malformed');
    // Interlaced, 5 × 4 pixels are rows of 1, 1, 0, 1, 1, 2 and 2 in seven passes, each with its filter.
    const interlaced = png(pngHeader(5, 4, 8, 6, 1), idat(80 + 8));
    expect(PNG.sync.read(Buffer.from(interlaced)).width).toBe(5);
    expect(faultOf(interlaced)).toBeNull();
    expect(faultOf(png(pngHeader(5, 4, 8, 6, 1), idat(84)))).toBe('malformed');
    expect(faultOf(png(pngHeader(9, 4, 1, 0), idat(4 * 3)))).toBeNull();
  });

  it('may be a large empty sheet, but not one that says it is small', () => {
    const sheet = idat(2500 * (1 + 1000 * 4));
    expect(sheet.length).toBeLessThan(20_000);
    expect(faultOf(png(pngHeader(1000, 2500), sheet))).toBeNull();
    expect(faultOf(png(pngHeader(10, 10), sheet))).toBe('inflates_too_far');
  });

  it('has no more pixels than a screen could ever show', () => {
    expect(faultOf(png(pngHeader(30_000, 30_000), idat(10)))).toBe('too_many_pixels');
    expect(faultOf(png(pngHeader(16_385, 1), idat(10)))).toBe('too_many_pixels');
    expect(faultOf(png(pngHeader(8000, 5001), idat(10)))).toBe('too_many_pixels');
    expect(faultOf(png(pngHeader(0, 4), idat(10)))).toBe('malformed');
    expect(faultOf(png(pngHeader(0xffffffff, 0xffffffff), idat(10)))).toBe('too_many_pixels');
  });

  it('has sound checksums, known critical chunks and one header', () => {
    const wrong = samplePng.slice();
    wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 1;
    expect(faultOf(wrong)).toBe('malformed');
    expect(faultOf(png(pngHeader(5, 4), chunk('EVIL', ''), idat(84)))).toBe('malformed');
    expect(faultOf(png(pngHeader(5, 4), pngHeader(5, 4), idat(84)))).toBe('malformed');
    expect(faultOf(png(idat(84)))).toBe('malformed');
    expect(faultOf(png(pngHeader(5, 4)))).toBe('malformed');
    expect(faultOf(png(pngHeader(5, 4, 3, 6), idat(84)))).toBe('malformed');
    expect(faultOf(png(pngHeader(5, 4), idat(84), chunk('tEXt', ''), idat(84)))).toBe('malformed');
  });

  it('has a colour profile that does not fill memory', () => {
    const profile = (size: number) =>
      chunk('iCCP', joinBytes([bytesOfTag('a\0\0'), zlibSync(new Uint8Array(size))]));
    expect(faultOf(png(pngHeader(5, 4), profile(1000), idat(84)))).toBeNull();
    expect(faultOf(png(pngHeader(5, 4), profile(17_000_000), idat(84)))).toBe('inflates_too_far');
  });

  it('stays animated where every frame is within the picture and unpacks to its size', () => {
    const data = zlibSync(rows.subarray(0, 18));
    expect(textOfBytes(cleanOf(animatedPng(2, 2, 3, data)).bytes).match(/acTL|fcTL|fdAT/g)).toHaveLength(4);
    expect(faultOf(animatedPng(2, 2, 4, data))).toBe('malformed');
    expect(faultOf(animatedPng(2, 1, 0, data))).toBe('inflates_too_far');
    expect(faultOf(animatedPng(2, 3, 0, data))).toBe('malformed');
  });
});

describe('a cleaned JPEG', () => {
  const photo = fixture('photo.jpg');
  const comment = (text: string) =>
    joinBytes([Uint8Array.of(0xff, 0xfe, 0, text.length + 2), bytesOfTag(text)]);
  const scanOf = (bytes: Uint8Array) => bytes.subarray(textOfBytes(bytes).lastIndexOf('\xff\xda'), -2);
  const tablesOf = (bytes: Uint8Array) => bytes.subarray(textOfBytes(bytes).indexOf('\xff\xdb'));

  it('keeps tables and scans bit for bit, and the way it is turned', () => {
    const { bytes, dropped } = cleanOf(photo);
    expect(scanOf(bytes)).toEqual(scanOf(photo));
    expect(tablesOf(bytes).length).toBeGreaterThan(400);
    expect(textOfBytes(photo)).toContain(textOfBytes(tablesOf(bytes)));
    const tiff = bytes.subarray(textOfBytes(bytes).indexOf('Exif\0\0') + 6);
    expect(orientationOf(tiff)).toBe(6);
    expect(tiff.subarray(0, 26)).toEqual(writeOrientation(6));
    expect(dropped).toEqual(['EXIF', 'XMP', 'comment']);
  });

  it('keeps nothing else where the picture lies as it is', () => {
    const bytes = cleanOf(fixture('progressive.jpg')).bytes;
    expect(bytes).toEqual(fixture('progressive.jpg'));
    const told = joinBytes([bytes.subarray(0, 2), comment('li si'), comment('more'), bytes.subarray(2)]);
    expect(cleanOf(told)).toEqual({ ...cleanOf(bytes), kind: 'clean', dropped: ['comment'] });
  });

  it('loses the small picture within its header, other headers and IPTC', () => {
    const start = photo.indexOf(0xe0) - 1;
    const small = joinBytes([
      bytesOfTag('\xff\xe0\0\x16JFIF\0\x01\x01\0\0\x01\0\x01\x01\x02'),
      new Uint8Array(6).fill(9),
    ]);
    const iptc = joinBytes([bytesOfTag('\xff\xed\0\x17Photoshop 3.0\0li si\0\0')]);
    const built = joinBytes([photo.subarray(0, start), small, iptc, photo.subarray(start + 18)]);
    expect(cleanOf(built).dropped).toEqual(['thumbnail', 'IPTC', 'EXIF', 'XMP', 'comment']);
    expect(textOfBytes(cleanOf(built).bytes)).not.toContain('Photoshop');
    expect(cleanOf(built).bytes.subarray(0, 20)).toEqual(
      bytesOfTag('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0'),
    );
  });

  it('is refused with a size of 30,000 × 30,000, with two, and in codings that browsers do not show', () => {
    const at = textOfBytes(photo).indexOf('\xff\xc0');
    const change = (place: number, ...bytes: number[]) => {
      const changed = photo.slice();
      changed.set(bytes, place);
      return changed;
    };
    expect(faultOf(change(at + 5, 0x75, 0x30, 0x75, 0x30))).toBe('too_many_pixels');
    expect(faultOf(change(at + 5, 0, 0))).toBe('malformed');
    expect(faultOf(change(at + 1, 0xc9))).toBe('unknown_type');
    const frame = photo.subarray(at, at + 19);
    expect(faultOf(joinBytes([photo.subarray(0, at), frame, photo.subarray(at)]))).toBe('malformed');
  });
});

describe('the orientation in EXIF', () => {
  it('is read in both orders of bytes, and is 1 for anything that is none', () => {
    expect(orientationOf(exif)).toBe(6);
    for (let turn = 1; turn <= 8; turn += 1) expect(orientationOf(writeOrientation(turn))).toBe(turn);
    for (const other of [writeOrientation(9), writeOrientation(0), new Uint8Array(30), exif.subarray(0, 30)])
      expect(orientationOf(other)).toBe(1);
  });
});

describe('a cleaned GIF', () => {
  it('keeps pictures, their timing and the count of loops, and drops timing that was for text', () => {
    const { bytes, dropped } = cleanOf(sampleGif);
    expect(bytes).toEqual(gif(3, 2, gifLoop, gifTiming, gifPicture(gifPixels, 3, 2)));
    expect(dropped).toEqual(['comment', 'application', 'plain text']);
  });

  it('is refused where its pictures together are too many pixels, or none', () => {
    const huge = gifPicture([1], 6000, 6000);
    expect(faultOf(gif(6000, 6000, huge))).toBeNull();
    expect(faultOf(gif(6000, 6000, ...Array.from({ length: 15 }, () => huge)))).toBe('inflates_too_far');
    expect(faultOf(gif(30_000, 30_000, gifPicture([1], 1, 1)))).toBe('too_many_pixels');
    expect(faultOf(gif(1, 1, gifPicture([1], 30_000, 1)))).toBe('too_many_pixels');
    expect(faultOf(gif(1, 1, gifLoop))).toBe('malformed');
  });
});

describe('a cleaned WebP', () => {
  it('keeps its coded picture bit for bit, and tells of no more than that', () => {
    const photo = fixture('photo.webp');
    const { bytes, dropped } = cleanOf(photo);
    const [before, after] = [readRiff(photo, 'WEBP'), readRiff(bytes, 'WEBP')];
    const pictureOf = (file: typeof before) => file?.chunks.find(({ id }) => id === 'VP8 ')?.data;
    expect(pictureOf(after)?.length).toBeGreaterThan(50);
    expect(pictureOf(after)).toEqual(pictureOf(before));
    expect(after?.chunks.map(({ id }) => id)).toEqual(['VP8X', 'VP8 ']);
    expect(after?.chunks[0]?.data[0]).toBe(0);
    expect(after?.end).toBe(bytes.length);
    expect(dropped).toEqual(['EXIF', 'XMP']);
  });

  it('keeps every frame of an animation, and drops what hides in a frame', () => {
    const chunks = readRiff(fixture('animated.webp'), 'WEBP')?.chunks ?? [];
    const hidden = chunks.map(({ id, data }) => ({
      id,
      data: id === 'ANMF' ? joinBytes([data, bytesOfTag('liSi'), u32le(2), bytesOfTag('hi')]) : data,
    }));
    const { bytes, dropped } = cleanOf(writeRiff('WEBP', hidden));
    expect(bytes).toEqual(cleanOf(fixture('animated.webp')).bytes);
    expect(dropped).toContain('liSi');
    expect(readRiff(bytes, 'WEBP')?.chunks.filter(({ id }) => id === 'ANMF')).toHaveLength(3);
  });

  it('is refused where the canvas is not that of the picture, or too large', () => {
    const chunks = readRiff(fixture('photo.webp'), 'WEBP')?.chunks ?? [];
    const withCanvas = (width: number, height: number) => {
      const canvas = joinBytes([
        new Uint8Array(4),
        u32le(width - 1).subarray(0, 3),
        u32le(height - 1).subarray(0, 3),
      ]);
      return writeRiff('WEBP', [{ id: 'VP8X', data: canvas }, ...chunks.slice(1)]);
    };
    expect(faultOf(withCanvas(32, 24))).toBeNull();
    expect(faultOf(withCanvas(33, 24))).toBe('malformed');
    expect(faultOf(withCanvas(30_000, 30_000))).toBe('too_many_pixels');
    expect(faultOf(joinBytes([bytesOfTag('RIFF'), u32(0xffffffff), bytesOfTag('WEBP')]))).toBe('malformed');
  });
});
