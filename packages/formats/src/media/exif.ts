// What of EXIF a picture needs to be shown: how it is to be turned. All else in it is about a person, a place or a camera.
import { joinBytes, readTag, readU16, readU16le, readU32, readU32le } from './bytes.ts';

const ORIENTATION = 0x0112;

/** Orientation (Exif 2.32, 4.6.4.A), 1 … 8, of a TIFF structure; 1, as it lies, where there is none. */
export function orientationOf(tiff: Uint8Array): number {
  const order = readTag(tiff, 0, 2);
  if (order !== 'II' && order !== 'MM') return 1;
  const read16 = order === 'II' ? readU16le : readU16;
  const at = (order === 'II' ? readU32le : readU32)(tiff, 4);
  const count = read16(tiff, at);
  for (let i = 0; i < count && at + 14 + i * 12 <= tiff.length; i += 1) {
    const entry = at + 2 + i * 12;
    if (read16(tiff, entry) !== ORIENTATION) continue;
    const value = read16(tiff, entry + 8);
    return read16(tiff, entry + 2) === 3 && value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** A TIFF structure that holds this orientation and nothing else: 26 bytes. */
export function writeOrientation(orientation: number): Uint8Array {
  return joinBytes([
    Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1),
    Uint8Array.of(ORIENTATION >> 8, ORIENTATION & 0xff, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0),
    Uint8Array.of(0, 0, 0, 0),
  ]);
}

/** True where a picture of that orientation is shown with its sides swapped. */
export function isTurned(orientation: number): boolean {
  return orientation >= 5;
}
