// WebM (RFC 9559, RFC 8794): pictures and sound stay where they lie, everything else is emptied in place.
import { readTag } from './bytes.ts';
import { elementAt, readSize, voidBytes } from './ebml.ts';
import type { Element } from './ebml.ts';
import { afterTheEnd } from './media.ts';
import type { CleanMedia, MediaFault, MediaLimits } from './media.ts';
import {
  BLOCK_GROUP,
  CLUSTER,
  CONTENT_ENCODINGS,
  EBML,
  elements,
  emptied,
  SEGMENT,
  TRACK,
} from './webm-elements.ts';
import type { ElementKind } from './webm-elements.ts';
import { beginTrack, clearComments, judgeTrack, readIntoTrack } from './webm-track.ts';
import type { WebmTrack } from './webm-track.ts';

/** An element that is open: the media that a group of blocks is for are known when it ends. */
interface Open {
  readonly element: Element;
  readonly track: WebmTrack | null;
  isForOthers: boolean;
}

interface Walk {
  readonly bytes: Uint8Array;
  readonly limits: MediaLimits;
  readonly dropped: Set<string>;
  /** Numbers of the tracks that stay. */
  readonly kept: Set<number>;
  /** Numbers of tracks that are neither picture nor sound. */
  readonly others: Set<number>;
  readonly open: Open[];
  /** The first track of pictures that stays. */
  picture: WebmTrack | null;
  clusters: number;
  docType: string;
}

function tell(walk: Walk, { id }: Element): void {
  const name = emptied.get(id);
  if (name !== null) walk.dropped.add(name ?? `element ${id.toString(16)}`);
}

/** Judges what ends: a track, or a group of blocks. */
function close(walk: Walk, { element, track, isForOthers }: Open): MediaFault | null {
  const { bytes, limits, dropped } = walk;
  const end = element.end ?? bytes.length;
  if (element.id === BLOCK_GROUP && isForOthers) voidBytes(bytes, element.at, end);
  if (element.id !== TRACK || !track) return null;
  const verdict = judgeTrack(track, limits);
  if (verdict === 'other') {
    walk.others.add(track.number);
    dropped.add(`track ${track.type}`);
    voidBytes(bytes, element.at, end);
    return null;
  }
  if (verdict) return verdict;
  if (track.codec === 'A_VORBIS' && !(track.setup && clearComments(bytes, track.setup, dropped)))
    return 'malformed';
  walk.kept.add(track.number);
  if (track.type === 1) walk.picture ??= track;
  return null;
}

/** Takes an element that holds no elements. */
function readLeaf(walk: Walk, element: Element, kind: ElementKind): MediaFault | null {
  const { bytes } = walk;
  const end = element.end ?? element.body;
  const length = end - element.body;
  if ((kind === 'number' && length > 8) || (kind === 'text' && length > 32)) return 'malformed';
  const top = walk.open.at(-1);
  const track = walk.open.find((open) => open.track)?.track;
  if (track) readIntoTrack(track, bytes, element);
  if (element.id === 0x4282) walk.docType = readTag(bytes, element.body, length).replace(/\0+$/, '');
  if (kind === 'name') {
    if (bytes.subarray(element.body, end).some((byte) => byte !== 0)) tell(walk, element);
    bytes.fill(0, element.body, end);
  }
  if (kind !== 'block') return null;
  const number = readSize(bytes, element.body)?.value ?? -1;
  if (walk.kept.has(number)) return null;
  if (!walk.others.has(number)) return 'malformed';
  if (top?.element.id === BLOCK_GROUP) top.isForOthers = true;
  else voidBytes(bytes, element.at, end);
  return null;
}

/** Walks the file and empties what may not stay; answers where it ends. */
function walkFile(walk: Walk): number | MediaFault {
  const { bytes, open } = walk;
  let at = 0;
  for (;;) {
    for (let top = open.at(-1); top?.element.end === at; top = open.at(-1)) {
      open.pop();
      const fault = close(walk, top);
      if (fault) return fault;
      if (top.element.id === SEGMENT) return at;
    }
    const top = open.at(-1);
    if (at === bytes.length)
      return top && open.every(({ element }) => element.end === null) ? at : 'malformed';
    const parent = top?.element.id ?? 0;
    const end = open.findLast(({ element }) => element.end !== null)?.element.end ?? bytes.length;
    const element = elementAt(bytes, at, end);
    const kind = element ? elements.get(parent)?.get(element.id) : undefined;
    // Without a size, a cluster ends where something begins that stands beside it, and a segment where nothing of it follows.
    if (top?.element.end === null && !kind && !(element && parent === SEGMENT && emptied.has(element.id))) {
      if (parent === CLUSTER) {
        if (element && emptied.get(element.id) === null && element.end !== null) {
          voidBytes(bytes, at, element.end);
          at = element.end;
        } else open.pop();
        continue;
      }
      return walk.clusters > 0 ? at : 'malformed';
    }
    if (!element) return 'malformed';
    if (kind === 'master') {
      if (parent === 0 && (element.id === EBML) !== (at === 0)) return 'malformed';
      if (element.end === null && element.id !== SEGMENT && element.id !== CLUSTER) return 'malformed';
      if (element.id === CLUSTER) walk.clusters += 1;
      open.push({ element, track: element.id === TRACK ? beginTrack() : null, isForOthers: false });
      at = element.body;
      continue;
    }
    if (element.end === null) return 'malformed';
    const track = open.find((outer) => outer.track)?.track;
    if (kind) {
      const fault = readLeaf(walk, element, kind);
      if (fault) return fault;
    } else if (parent === 0) return 'malformed';
    else {
      if (track && element.id === CONTENT_ENCODINGS) track.isEncoded = true;
      tell(walk, element);
      voidBytes(bytes, at, element.end);
    }
    at = element.end;
  }
}

/**
 * Tracks of pictures and sound, each byte where it was; names of programs are blanked, tags, attachments, chapters, dates and
 * other tracks become Void. Refuses Matroska that is no WebM, and other or encrypted codings, as `unknown_type`.
 */
export function cleanWebm(original: Uint8Array, limits: MediaLimits): CleanMedia | MediaFault {
  const walk: Walk = {
    bytes: original.slice(),
    limits,
    dropped: new Set(),
    kept: new Set(),
    others: new Set(),
    open: [],
    picture: null,
    clusters: 0,
    docType: '',
  };
  const end = walkFile(walk);
  if (typeof end === 'string') return end;
  if (walk.docType !== 'webm') return walk.docType === 'matroska' ? 'unknown_type' : 'malformed';
  if (walk.kept.size === 0 || walk.clusters === 0) return 'malformed';
  if (end < original.length) walk.dropped.add(afterTheEnd);
  return {
    type: 'video/webm',
    bytes: walk.bytes.slice(0, end),
    width: walk.picture?.width ?? null,
    height: walk.picture?.height ?? null,
    dropped: [...walk.dropped],
  };
}
