// Provisional until the readers of each format stand beside it.
export type MediaReading =
  | {
      readonly kind: 'clean';
      readonly type: string;
      readonly bytes: Uint8Array;
      readonly width: number | null;
      readonly height: number | null;
      readonly dropped: readonly string[];
    }
  | { readonly kind: 'refused'; readonly fault: string };

/** Refuses every file. */
export function cleanMedia(bytes: Uint8Array): MediaReading {
  return { kind: 'refused', fault: bytes.length === 0 ? 'empty' : 'unknown_type' };
}
