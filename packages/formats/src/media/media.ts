// The words that every cleaner of this folder shares.

export type MediaType =
  | 'image/png'
  | 'image/jpeg'
  | 'image/gif'
  | 'image/webp'
  | 'image/svg+xml'
  | 'audio/mpeg'
  | 'audio/wav'
  | 'audio/ogg'
  | 'audio/mp4'
  | 'video/mp4'
  | 'video/webm';

/**
 * `unknown_type`: none of the types, or a coding of one that browsers do not play · `malformed`: damaged, cut off, or
 * contradicting itself · `active_content`: entities, or sound and pictures to be fetched from elsewhere · `inflates_too_far`:
 * unpacks to more than it says or than the limit.
 */
export type MediaFault =
  | 'empty'
  | 'too_large'
  | 'unknown_type'
  | 'malformed'
  | 'too_many_pixels'
  | 'active_content'
  | 'inflates_too_far';

export interface MediaLimits {
  /** Of the file, before and after. */
  readonly bytes: number;
  /** Of one picture. */
  readonly pixels: number;
  /** Pixels of the longer side. */
  readonly side: number;
  /** Bytes to which all pictures of a PNG unpack together; pixels of all pictures of an animation together. */
  readonly inflated: number;
}

/** 20 MB, 40 million pixels, 16,384 pixels a side; 512 MiB hold one such picture at 64 bits a pixel. */
export const mediaLimits: MediaLimits = {
  bytes: 20_000_000,
  pixels: 40_000_000,
  side: 16_384,
  inflated: 512 * 1024 * 1024,
};

export interface CleanMedia {
  readonly type: MediaType;
  readonly bytes: Uint8Array;
  /** Pixels as shown, turned as the file asks; null for sound. */
  readonly width: number | null;
  readonly height: number | null;
  /** What was taken out, by its name in the format, each once. */
  readonly dropped: readonly string[];
}

/** How `dropped` names bytes behind the end of the format. */
export const afterTheEnd = 'after the end';

/** True where a picture of that size, in whole pixels, may not be taken. */
export function exceedsPixels(width: number, height: number, limits: MediaLimits): boolean {
  return width > limits.side || height > limits.side || width * height > limits.pixels;
}
