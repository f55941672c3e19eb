// Pictures, sound and films that strangers attach to items: told apart by their bytes, freed of everything about persons, places
// and programs, cut where their format ends, and refused where they are damaged, run something, or would fill the memory of
// those who look at them. What is drawn and played stays as it is, bit for bit.
import { readTag } from './bytes.ts';
import { cleanGif } from './gif.ts';
import { cleanJpeg } from './jpeg.ts';
import { mediaLimits } from './media.ts';
import type { CleanMedia, MediaFault, MediaLimits } from './media.ts';
import { cleanMp3, isMp3 } from './mp3.ts';
import { cleanMp4, isMp4 } from './mp4.ts';
import { cleanOgg } from './ogg.ts';
import { cleanPng } from './png.ts';
import { cleanSvg } from './svg.ts';
import { cleanWav } from './wav.ts';
import { cleanWebm } from './webm.ts';
import { cleanWebp } from './webp.ts';

export type MediaReading =
  ({ readonly kind: 'clean' } & CleanMedia) | { readonly kind: 'refused'; readonly fault: MediaFault };

/** Names in `dropped`, which a stranger could invent without end. */
const mostTold = 50;

type Clean = (bytes: Uint8Array, limits: MediaLimits) => CleanMedia | MediaFault;

/** The cleaner for pictures of pixels that begin so, or null. */
function pixelCleanerOf(bytes: Uint8Array): Clean | null {
  if (readTag(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return cleanPng;
  if (readTag(bytes, 0, 3) === '\xff\xd8\xff') return cleanJpeg;
  if (/^GIF8[79]a/.test(readTag(bytes, 0, 6))) return cleanGif;
  return readTag(bytes, 0) === 'RIFF' && readTag(bytes, 8) === 'WEBP' ? cleanWebp : null;
}

/** True where text begins as a document of XML does, in any of its encodings. */
function isMarkup(bytes: Uint8Array): boolean {
  const start = readTag(bytes, 0, 64)
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '');
  return /^\s*</.test(start);
}

function cleanerOf(bytes: Uint8Array): Clean | null {
  const start = readTag(bytes, 0);
  if (start === 'RIFF' && readTag(bytes, 8) === 'WAVE') return cleanWav;
  if (start === 'OggS') return cleanOgg;
  if (start === '\x1a\x45\xdf\xa3') return cleanWebm;
  if (isMp4(bytes)) return cleanMp4;
  if (start.startsWith('ID3') || isMp3(bytes)) return cleanMp3;
  return isMarkup(bytes) ? cleanDrawing : null;
}

function cleanDrawing(bytes: Uint8Array, limits: MediaLimits): CleanMedia | MediaFault {
  return cleanSvg(bytes, limits, (within) => {
    const media = pixelCleanerOf(within)?.(within, limits) ?? 'unknown_type';
    return typeof media === 'string' ? null : media;
  });
}

/**
 * The media alone, with its type as its bytes say, or why it is refused. Never throws for what the bytes are; the same bytes give
 * the same answer, and what is clean stays as it is: cleaning it again drops nothing and changes no byte. Takes time and memory in
 * proportion to the file and to the limits. Nothing is fetched or run.
 */
export function cleanMedia(bytes: Uint8Array, limits: MediaLimits = mediaLimits): MediaReading {
  if (bytes.length === 0) return { kind: 'refused', fault: 'empty' };
  if (bytes.length > limits.bytes) return { kind: 'refused', fault: 'too_large' };
  const clean = pixelCleanerOf(bytes) ?? cleanerOf(bytes);
  const media = clean ? clean(bytes, limits) : 'unknown_type';
  if (typeof media === 'string') return { kind: 'refused', fault: media };
  // A drawing is written anew and may grow.
  if (media.bytes.length > limits.bytes) return { kind: 'refused', fault: 'too_large' };
  const dropped = media.dropped.slice(0, mostTold).map((name) => name.slice(0, 40));
  return { kind: 'clean', ...media, dropped };
}
