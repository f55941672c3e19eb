// What a work package may carry: a closed list of types, each known by its ending and by its first bytes.
import { Refusal } from '../refusal.ts';

const zip = [0x50, 0x4b, 0x03, 0x04];

/** The types by ending, with media type and first bytes; OFD is GB/T 33190, a ZIP container like the two of Office. */
export const packageFileTypes = {
  pdf: { media: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  docx: {
    media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    begins: zip,
  },
  xlsx: { media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', begins: zip },
  ofd: { media: 'application/ofd', begins: zip },
  zip: { media: 'application/zip', begins: zip },
} as const satisfies Record<string, { media: string; begins: readonly number[] }>;

export type PackageFileType = keyof typeof packageFileTypes;

/** The endings as a person reads them: `.pdf、.docx …`. */
export const packageFileEndings: string = Object.keys(packageFileTypes)
  .map((type) => `.${type}`)
  .join(' ');

/** Where a name could lead somewhere else than into the folder of downloads, or hide its ending. */
const unsafeName = /[/\\:*?"<>|\p{Cc}\p{Cf}]|^\.|\.$/u;

/**
 * The type of a file that may be attached. Refuses an unlisted ending and content that is not of its ending
 * (`file_wrong_type`), more than `mostBytes` (`body_too_large`), and a name with signs of a path or hidden signs
 * (`input_invalid`): `plan.pdf → pdf`, `plan.pdf.exe` is refused.
 */
export function checkPackageFile(name: string, bytes: Uint8Array, mostBytes: number): PackageFileType {
  if (unsafeName.test(name)) throw new Refusal('input_invalid', { field: 'name' });
  if (bytes.length > mostBytes) throw new Refusal('body_too_large', { limit: mostBytes });
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const type = (Object.keys(packageFileTypes) as PackageFileType[]).find(
    (known) => name.includes('.') && known === ending,
  );
  if (!type || !packageFileTypes[type].begins.every((byte, i) => bytes[i] === byte))
    throw new Refusal('file_wrong_type', { expected: packageFileEndings });
  return type;
}
