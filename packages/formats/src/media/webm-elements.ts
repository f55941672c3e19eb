// What may stand in what in a WebM (RFC 9559, and the subset that WebM names); everything else is emptied.

/** `master` holds elements, `number` up to 8 bytes, `text` up to 32, `name` a text that is blanked, `block` media, `data` bytes for the decoder. */
export type ElementKind = 'master' | 'number' | 'text' | 'name' | 'block' | 'data';

export const EBML = 0x1a45dfa3;
export const SEGMENT = 0x18538067;
export const CLUSTER = 0x1f43b675;
export const TRACK = 0xae;
export const CONTENT_ENCODINGS = 0x6d80;
export const BLOCK_GROUP = 0xa0;

function kinds(lists: Partial<Record<ElementKind, readonly number[]>>): ReadonlyMap<number, ElementKind> {
  const map = new Map<number, ElementKind>();
  for (const [kind, ids] of Object.entries(lists)) for (const id of ids) map.set(id, kind as ElementKind);
  return map;
}

/** By the master element, what may stand in it. 0 is the file. None may stand in itself, at any depth. */
export const elements: ReadonlyMap<number, ReadonlyMap<number, ElementKind>> = new Map([
  [0, kinds({ master: [EBML, SEGMENT] })],
  [EBML, kinds({ number: [0x4286, 0x42f7, 0x42f2, 0x42f3, 0x4287, 0x4285], text: [0x4282] })],
  [SEGMENT, kinds({ master: [0x114d9b74, 0x1549a966, 0x1654ae6b, 0x1c53bb6b, CLUSTER] })],
  // SeekHead and its entries.
  [0x114d9b74, kinds({ master: [0x4dbb] })],
  [0x4dbb, kinds({ number: [0x53ab, 0x53ac] })],
  // Info: scale of time, duration; the names of the programs that wrote it must stand there.
  [0x1549a966, kinds({ number: [0x2ad7b1, 0x4489], name: [0x4d80, 0x5741] })],
  [0x1654ae6b, kinds({ master: [TRACK] })],
  [
    TRACK,
    kinds({
      number: [
        ...[0xd7, 0x73c5, 0x83, 0xb9, 0x88, 0x55aa, 0x9c, 0x23e383, 0x234e7a, 0x23314f],
        ...[0x56aa, 0x56bb, 0x55ee, 0x6de7, 0x6df8],
      ],
      text: [0x22b59c, 0x86],
      data: [0x63a2],
      master: [0xe0, 0xe1],
    }),
  ],
  [
    0xe0,
    kinds({
      number: [
        ...[0x9a, 0x9d, 0x53b8, 0x53c0, 0xb0, 0xba, 0x54aa, 0x54bb, 0x54cc, 0x54dd, 0x54b0, 0x54ba],
        0x54b2,
      ],
      master: [0x55b0],
    }),
  ],
  [0x55b0, kinds({ number: Array.from({ length: 13 }, (_, i) => 0x55b1 + i), master: [0x55d0] })],
  [0x55d0, kinds({ number: Array.from({ length: 10 }, (_, i) => 0x55d1 + i) })],
  [0xe1, kinds({ number: [0xb5, 0x78b5, 0x9f, 0x6264] })],
  // Cues.
  [0x1c53bb6b, kinds({ master: [0xbb] })],
  [0xbb, kinds({ number: [0xb3], master: [0xb7] })],
  [0xb7, kinds({ number: [0xf7, 0xf1, 0xf0, 0xb2, 0x5378, 0xea] })],
  [CLUSTER, kinds({ number: [0xe7, 0xa7, 0xab], block: [0xa3], master: [BLOCK_GROUP] })],
  [BLOCK_GROUP, kinds({ block: [0xa1], number: [0x9b, 0xfb, 0xfa, 0x75a2], master: [0x75a1] })],
  [0x75a1, kinds({ master: [0xa6] })],
  [0xa6, kinds({ number: [0xee], data: [0xa5] })],
]);

/** Elements that may be emptied wherever they stand, by the name in which they are told; null for those that say nothing. */
export const emptied: ReadonlyMap<number, string | null> = new Map([
  [0xec, null],
  [0xbf, null],
  [0x1254c367, 'Tags'],
  [0x1941a469, 'Attachments'],
  [0x1043a770, 'Chapters'],
  [0x4461, 'DateUTC'],
  [0x7ba9, 'Title'],
  [0x7384, 'SegmentFilename'],
  [0x73a4, 'SegmentUUID'],
  [0x4d80, 'MuxingApp'],
  [0x5741, 'WritingApp'],
  [0x536e, 'Name'],
]);

/** Codings of pictures (1) and of sound (2) that WebM allows. */
export const codings: ReadonlyMap<number, readonly string[]> = new Map([
  [1, ['V_VP8', 'V_VP9', 'V_AV1']],
  [2, ['A_OPUS', 'A_VORBIS']],
]);
