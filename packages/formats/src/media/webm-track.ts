// A track of a WebM: collected element by element, judged where it ends.
import { areEqual, bytesOfTag, joinBytes, readTag, u32le } from './bytes.ts';
import { readNumber } from './ebml.ts';
import type { Element } from './ebml.ts';
import { exceedsPixels } from './media.ts';
import type { MediaFault, MediaLimits } from './media.ts';
import { codings } from './webm-elements.ts';

export interface WebmTrack {
  number: number;
  type: number;
  codec: string;
  width: number;
  height: number;
  setup: Element | null;
  /** Compressed or encrypted besides its coding. */
  isEncoded: boolean;
}

/** A track of which nothing is known yet. */
export function beginTrack(): WebmTrack {
  return { number: 0, type: 0, codec: '', width: 0, height: 0, setup: null, isEncoded: false };
}

/** Takes what an element within the track says of it. */
export function readIntoTrack(track: WebmTrack, bytes: Uint8Array, element: Element): void {
  if (element.id === 0xd7) track.number = readNumber(bytes, element);
  else if (element.id === 0x83) track.type = readNumber(bytes, element);
  else if (element.id === 0xb0) track.width = readNumber(bytes, element);
  else if (element.id === 0xba) track.height = readNumber(bytes, element);
  else if (element.id === 0x63a2) track.setup = element;
  else if (element.id === 0x86)
    track.codec = readTag(bytes, element.body, (element.end ?? element.body) - element.body).replace(
      /\0+$/,
      '',
    );
}

/** Null where the track may stay, `other` where it is neither picture nor sound, else the fault of the file. */
export function judgeTrack(track: WebmTrack, limits: MediaLimits): MediaFault | 'other' | null {
  if (track.number === 0) return 'malformed';
  const known = codings.get(track.type);
  if (!known) return 'other';
  if (!known.includes(track.codec) || track.isEncoded) return 'unknown_type';
  if (track.type !== 1) return null;
  if (track.width === 0 || track.height === 0) return 'malformed';
  return exceedsPixels(track.width, track.height, limits) ? 'too_many_pixels' : null;
}

/** Empties the comments among the set-up packets of Vorbis (RFC 9559, 6.1 lacing of Xiph), the size kept; false where there are none. */
export function clearComments(bytes: Uint8Array, { body, end }: Element, dropped: Set<string>): boolean {
  const setup = bytes.subarray(body, end ?? body);
  const lengths: number[] = [];
  let at = 1;
  for (let i = 0; i < 2; i += 1) {
    let length = 0;
    for (; setup[at] === 255; at += 1) length += 255;
    lengths.push(length + (setup[at] ?? 0));
    at += 1;
  }
  const [first = 0, length = 0] = lengths;
  const place = at + first;
  const isSound =
    setup[0] === 2 &&
    readTag(setup, at, 7) === '\x01vorbis' &&
    readTag(setup, place, 7) === '\x03vorbis' &&
    readTag(setup, place + length, 7) === '\x05vorbis';
  if (!isSound || length < 16) return false;
  // A maker's name of zeros takes the room of what is gone.
  const empty = joinBytes([
    bytesOfTag('\x03vorbis'),
    u32le(length - 16),
    new Uint8Array(length - 16 + 4),
    Uint8Array.of(1),
  ]);
  if (!areEqual(setup.subarray(place, place + length), empty)) dropped.add('comments');
  setup.set(empty, place);
  return true;
}
