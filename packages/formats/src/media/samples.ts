// Small media built for the tests of this folder, each with a canary where people and places stand.
import { zlibSync } from 'fflate';
import { crc32Of } from '../archive/crc32.ts';
import { bytesOfTag, joinBytes, readTag, u32 } from './bytes.ts';
import { cleanMedia } from './clean-media.ts';
import type { CleanMedia, MediaFault, MediaLimits } from './media.ts';
import { writeRiff } from './riff.ts';

/** Stands in every fixture of this folder too: in titles, names of artists and comments. */
export const canary = 'CANARY-li-si-31.2304N';

/** Bytes as characters of Latin-1, to look for words in them. */
export function textOfBytes(bytes: Uint8Array): string {
  return readTag(bytes, 0, bytes.length);
}

/** What was cleaned; throws where it was refused. */
export function cleanOf(bytes: Uint8Array, limits?: MediaLimits): CleanMedia {
  const reading = cleanMedia(bytes, limits);
  if (reading.kind === 'refused') throw new Error(`refused as ${reading.fault}`);
  return reading;
}

/** Why it was refused, or null where it is clean. */
export function faultOf(bytes: Uint8Array, limits?: MediaLimits): MediaFault | null {
  const reading = cleanMedia(bytes, limits);
  return reading.kind === 'refused' ? reading.fault : null;
}

/** A chunk of PNG. */
export function chunk(type: string, data: Uint8Array | string): Uint8Array {
  const content = typeof data === 'string' ? bytesOfTag(data) : data;
  const named = joinBytes([bytesOfTag(type), content]);
  return joinBytes([u32(content.length), named, u32(crc32Of(named))]);
}

export function pngHeader(width: number, height: number, depth = 8, color = 6, interlace = 0): Uint8Array {
  return chunk('IHDR', joinBytes([u32(width), u32(height), Uint8Array.of(depth, color, 0, 0, interlace)]));
}

/** A PNG of these chunks. */
export function png(...chunks: readonly Uint8Array[]): Uint8Array {
  return joinBytes([bytesOfTag('\x89PNG\r\n\x1a\n'), ...chunks, chunk('IEND', '')]);
}

/** Rows of 5 × 4 pixels in red, green, blue and opacity, each with filter 0. */
export const rows = Uint8Array.from({ length: 4 * (1 + 5 * 4) }, (_, i) =>
  i % 21 === 0 ? 0 : (i * 37) % 256,
);

/** An EXIF structure with orientation 6, a canary as description and a place by GPS. */
export const exif = joinBytes([
  bytesOfTag('II*\0\x08\0\0\0\x03\0'),
  bytesOfTag('\x0e\x01\x02\0'),
  Uint8Array.of(canary.length, 0, 0, 0, 80, 0, 0, 0),
  bytesOfTag('\x12\x01\x03\0\x01\0\0\0\x06\0\0\0'),
  bytesOfTag('\x25\x88\x04\0\x01\0\0\0\x50\0\0\0'),
  bytesOfTag('\0\0\0\0'),
  new Uint8Array(30),
  bytesOfTag(canary),
  bytesOfTag('GPS 31.2304 121.4737'),
]);

export const samplePng = png(
  pngHeader(5, 4),
  chunk('gAMA', u32(45_455)),
  chunk('iCCP', joinBytes([bytesOfTag(`${canary}\0\0`), zlibSync(new Uint8Array(300).fill(7))])),
  chunk('tEXt', `Author\0${canary}`),
  chunk('zTXt', joinBytes([bytesOfTag('Comment\0\0'), zlibSync(bytesOfTag(canary))])),
  chunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${canary}`),
  chunk('eXIf', exif),
  chunk('tIME', Uint8Array.of(7, 232, 1, 1, 0, 0, 0)),
  chunk('liSi', canary),
  chunk('IDAT', zlibSync(rows).subarray(0, 9)),
  chunk('IDAT', zlibSync(rows).subarray(9)),
);

function control(sequence: number, width: number, height: number, x = 0, y = 0): Uint8Array {
  return chunk(
    'fcTL',
    joinBytes([u32(sequence), u32(width), u32(height), u32(x), u32(y), Uint8Array.of(0, 1, 0, 10, 0, 0)]),
  );
}

/** An animated PNG whose second frame has the given size, place and data. */
export function animatedPng(width: number, height: number, x: number, data: Uint8Array): Uint8Array {
  return png(
    pngHeader(5, 4),
    chunk('acTL', joinBytes([u32(2), u32(0)])),
    control(0, 5, 4),
    chunk('IDAT', zlibSync(rows)),
    control(1, width, height, x),
    chunk('fdAT', joinBytes([u32(2), data])),
  );
}

/** Codes of one byte each: code size 7, cleared before they would grow. */
export function gifPicture(pixels: readonly number[], width: number, height: number): Uint8Array {
  const codes = Uint8Array.of(0x80, ...pixels, 0x81);
  return joinBytes([
    Uint8Array.of(0x2c, 0, 0, 0, 0, width & 255, width >> 8, height & 255, height >> 8, 0),
    Uint8Array.of(7, codes.length),
    codes,
    Uint8Array.of(0),
  ]);
}

export function gif(width: number, height: number, ...blocks: readonly Uint8Array[]): Uint8Array {
  return joinBytes([
    bytesOfTag('GIF89a'),
    Uint8Array.of(width & 255, width >> 8, height & 255, height >> 8, 0xf6, 0, 0),
    Uint8Array.from({ length: 3 * 128 }, (_, i) => i & 255),
    ...blocks,
    Uint8Array.of(0x3b),
  ]);
}

const words = (text: string) => joinBytes([Uint8Array.of(text.length), bytesOfTag(text), Uint8Array.of(0)]);
export const gifTiming = bytesOfTag('\x21\xf9\x04\0\x0a\0\0\0');
export const gifLoop = bytesOfTag('\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0');
export const gifPixels = [5, 6, 7, 8, 9, 10];

export const sampleGif = gif(
  3,
  2,
  gifLoop,
  joinBytes([bytesOfTag('\x21\xfe'), words(canary)]),
  joinBytes([bytesOfTag('\x21\xff\x0bXMP DataXMP'), words(canary)]),
  gifTiming,
  joinBytes([bytesOfTag('\x21\x01\x0c'), new Uint8Array(12), words(canary)]),
  gifTiming,
  gifPicture(gifPixels, 3, 2),
);

export const sampleWav = writeRiff('WAVE', [
  { id: 'LIST', data: bytesOfTag(`INFOIART${canary}`) },
  { id: 'fmt ', data: bytesOfTag('\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0') },
  { id: 'bext', data: bytesOfTag(canary) },
  { id: 'data', data: Uint8Array.from({ length: 200 }, (_, i) => (i * 13) & 255) },
  { id: 'id3 ', data: bytesOfTag(`ID3${canary}`) },
]);

export const sampleSvg = new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>
<!-- ${canary} --><?pi ${canary}?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="urn:i"
  width="40mm" height="1in" viewBox="0 0 40 30" inkscape:label="${canary}" data-author="${canary}">
  <metadata><who>${canary}</who></metadata>
  <defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>
  <rect id="r" x="1" y="2" width="10" height="5" fill="url(#g)" style="stroke:red; filter: url('#f')"/>
  <use xlink:href="#r" x="12"/>
  <text x="3" y="20">螺纹 <tspan font-weight="bold">M8 &lt; M10</tspan></text>
  <animate attributeName="opacity" from="0" to="1" dur="1s"/>
</svg>`);
