// WAVE (Microsoft and IBM 1991; RFC 2361): the format and the samples.
import { readU16le, readU32le } from './bytes.ts';
import { afterTheEnd } from './media.ts';
import type { CleanMedia, MediaFault } from './media.ts';
import { readRiff, writeRiff } from './riff.ts';

/** PCM, float, A-law, µ-law and the extensible form, with the lengths their description may have. */
const formats: ReadonlyMap<number, readonly number[]> = new Map([
  [1, [16, 18]],
  [3, [16, 18]],
  [6, [16, 18]],
  [7, [16, 18]],
  [0xfffe, [40]],
]);
const mostChannels = 32;

/** The sound alone. Refuses codings that browsers do not play as `unknown_type`. */
export function cleanWav(bytes: Uint8Array): CleanMedia | MediaFault {
  const file = readRiff(bytes, 'WAVE');
  if (!file) return 'malformed';
  const find = (id: string) => file.chunks.filter((chunk) => chunk.id === id);
  const [format, ...furtherFormats] = find('fmt ');
  const [data, ...furtherData] = find('data');
  if (!format || !data || furtherFormats.length > 0 || furtherData.length > 0) return 'malformed';
  const lengths = formats.get(readU16le(format.data, 0));
  if (!lengths) return 'unknown_type';
  const channels = readU16le(format.data, 2);
  const isSound =
    lengths.includes(format.data.length) &&
    channels >= 1 &&
    channels <= mostChannels &&
    readU32le(format.data, 4) > 0 &&
    readU16le(format.data, 12) > 0 &&
    data.data.length > 0;
  if (!isSound) return 'malformed';
  const fact = find('fact').find((chunk) => chunk.data.length === 4);
  const kept = [format, ...(fact ? [fact] : []), data];
  const dropped = new Set(file.chunks.filter((chunk) => !kept.includes(chunk)).map(({ id }) => id.trim()));
  if (file.end < bytes.length) dropped.add(afterTheEnd);
  return {
    type: 'audio/wav',
    bytes: writeRiff('WAVE', kept),
    width: null,
    height: null,
    dropped: [...dropped],
  };
}
