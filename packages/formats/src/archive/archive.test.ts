import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '@jiangping/domain/refusal';
import { crc32Of } from './crc32.ts';
import { readDirectory, viewOf } from './zip-directory.ts';
import { openArchive } from './zip-reader.ts';
import type { ArchiveEntry } from './zip-reader.ts';
import { packArchive } from './zip-writer.ts';

const limits = { entries: 100, bytes: 5_000_000, ratio: 100 };
const bytesOf = (text: string) => new TextEncoder().encode(text);
const entry = (name: string, content: Uint8Array | string = 'x'): ArchiveEntry => ({
  name,
  content: typeof content === 'string' ? bytesOf(content) : content,
});
const words = bytesOf('酒精度 '.repeat(400));

/** Where the n-th record of the directory begins. */
function recordAt(zip: Uint8Array, place = 0): number {
  const view = viewOf(zip);
  let at = view.getUint32(zip.length - 6, true);
  for (let i = 0; i < place; i += 1) at += 46 + view.getUint16(at + 28, true);
  return at;
}

/** A sound archive with one thing changed. */
function lie(
  change: (zip: Uint8Array, view: DataView, directory: number) => void,
  entries = [entry('a.xml', words), entry('b.xml')],
) {
  const zip = packArchive(entries);
  change(zip, viewOf(zip), recordAt(zip));
  return zip;
}

/** The second entry lies inside the bytes of the first: both would be unpacked from them. */
function overlapping(): Uint8Array {
  const inner = packArchive([entry('b')]).subarray(0, 32);
  const zip = packArchive([entry('a', inner), entry('b')], 'stored');
  viewOf(zip).setUint32(recordAt(zip, 1) + 42, 31, true);
  return zip;
}

/** What was refused: the fault of the zip, or the code of the refusal. */
function faultOf(zip: Uint8Array, within = limits): unknown {
  try {
    openArchive(zip, within);
  } catch (error) {
    if (isRefusal(error)) return error.facts['fault'] ?? error.code;
    throw error;
  }
  return null;
}

describe('an archive', () => {
  it('comes back from its own writer as it was, packed and stored', () => {
    const names = fc.uniqueArray(
      fc.stringMatching(/^[a-z酒\u{20bb7} ][a-z0-9酒_ -]{0,12}(\/[a-z0-9]{1,5})?\.xml$/u),
      { maxLength: 6, selector: (name) => name.normalize('NFC').toLowerCase() },
    );
    const contents = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.nat(3000).map((length) => new Uint8Array(length).fill(65)),
    );
    fc.assert(
      fc.property(
        names,
        fc.array(contents, { minLength: 6, maxLength: 6 }),
        fc.constantFrom('packed', 'stored'),
        (list, data, how) => {
          const entries = list.map((name, i) => entry(name, data[i]));
          expect(openArchive(packArchive(entries, how), limits)).toEqual(entries);
        },
      ),
    );
    expect(crc32Of(bytesOf('123456789'))).toBe(0xcbf43926);
  });

  it('unpacks only what is wanted, leaves folders out, and reads names that Windows wrote in Chinese', () => {
    expect(
      openArchive(packArchive([entry('a/', ''), entry('a/b.xml'), entry('c.png')]), limits, (name) =>
        name.endsWith('.xml'),
      ),
    ).toEqual([entry('a/b.xml')]);
    const gbk = Uint8Array.of(0xca, 0xd4, 0xcc, 0xe2, 0x2e, 0x78); // 试题.x
    const zip = packArchive([entry('aaaaaa')]);
    zip.set(gbk, 30);
    zip.set(gbk, recordAt(zip) + 46);
    expect(openArchive(zip, limits).map(({ name }) => name)).toEqual(['试题.x']);
  });

  it.each<[string, () => Uint8Array, string]>([
    ['that climbs out', () => packArchive([entry('../evil.xml')]), 'path_outside'],
    ['that climbs out in the middle', () => packArchive([entry('a/../../evil.xml')]), 'path_outside'],
    ['that climbs out by backslashes', () => packArchive([entry('..\\evil.xml')]), 'path_outside'],
    ['with an absolute name', () => packArchive([entry('/etc/passwd')]), 'path_outside'],
    ['with a drive', () => packArchive([entry('C:\\evil.xml')]), 'path_outside'],
    ['with a control character in a name', () => packArchive([entry('a\0.xml')]), 'name'],
    ['with a name of nothing', () => packArchive([entry('')]), 'name'],
    ['with folders without end', () => packArchive([entry(`${'a/'.repeat(40)}b.xml`)]), 'name'],
    ['with a name twice', () => packArchive([entry('a.xml'), entry('a.xml')]), 'duplicate'],
    [
      'with a name twice but for case',
      () => packArchive([entry('imsmanifest.xml'), entry('IMSMANIFEST.XML')]),
      'duplicate',
    ],
    ['with a zip inside', () => packArchive([entry('a.zip', packArchive([entry('b')]))]), 'nested'],
    ['that is no zip', () => bytesOf('no zip at all, only words'), 'no_directory'],
    ['that was cut off', () => packArchive([entry('a.xml', words)]).subarray(0, 80), 'no_directory'],
    [
      'with a second directory behind the first',
      () => new Uint8Array([...packArchive([entry('a')]), ...bytesOf('tail')]),
      'no_directory',
    ],
    [
      'with a symbolic link',
      () =>
        lie((_, view, at) => {
          view.setUint16(at + 4, 0x0314, true);
          view.setUint32(at + 38, 0xa1ff0000, true);
        }),
      'link',
    ],
    [
      'with a device',
      () =>
        lie((_, view, at) => {
          view.setUint16(at + 4, 0x0314, true);
          view.setUint32(at + 38, 0x21b60000, true);
        }),
      'link',
    ],
    ['that is encrypted', () => lie((_, view, at) => view.setUint16(at + 8, 0x0801, true)), 'encrypted'],
    ['packed by another method', () => lie((_, view, at) => view.setUint16(at + 10, 12, true)), 'method'],
    ['with zip64 sizes', () => lie((_, view, at) => view.setUint32(at + 24, 0xffffffff, true)), 'zip64'],
    ['with a zip64 count', () => lie((zip, view) => view.setUint16(zip.length - 12, 0xffff, true)), 'zip64'],
    ['of several disks', () => lie((zip, view) => view.setUint16(zip.length - 18, 1, true)), 'split'],
    [
      'that counts more entries than it has',
      () =>
        lie((zip, view) => {
          view.setUint16(zip.length - 14, 3, true);
          view.setUint16(zip.length - 12, 3, true);
        }),
      'contradiction',
    ],
    [
      'that counts fewer entries than it has',
      () =>
        lie((zip, view) => {
          view.setUint16(zip.length - 14, 1, true);
          view.setUint16(zip.length - 12, 1, true);
        }),
      'contradiction',
    ],
    ['whose local header has another name', () => lie((zip) => zip.set(bytesOf('z'), 30)), 'contradiction'],
    ['that hides its size', () => lie((_, view, at) => view.setUint32(at + 24, 10, true)), 'contradiction'],
    [
      'that unpacks to less than it says',
      () => lie((_, view, at) => view.setUint32(at + 24, words.length + 1, true)),
      'contradiction',
    ],
    [
      'whose bytes were changed',
      () => lie((zip) => zip.set([zip[40]! ^ 0xff, zip[41]! ^ 0xff], 40)),
      'damaged',
    ],
    ['with a wrong checksum', () => lie((_, view, at) => view.setUint32(at + 16, 1, true)), 'checksum'],
    ['whose entries share bytes', overlapping, 'overlap'],
    [
      'of too many entries',
      () => packArchive(Array.from({ length: 101 }, (_, i) => entry(`${i}`))),
      'file_unpacks_too_large',
    ],
    [
      'of too many bytes',
      () =>
        packArchive(
          Array.from({ length: 6 }, (_, i) =>
            entry(
              `${i}`,
              new Uint8Array(1_000_000).map((_, at) => (at * 7919) >> 3),
            ),
          ),
        ),
      'file_unpacks_too_large',
    ],
    [
      'that unpacks to a thousand times its size',
      () => packArchive([entry('a', new Uint8Array(2_000_000))]),
      'file_unpacks_too_large',
    ],
  ])('%s is refused', (_, make, fault) => {
    expect(faultOf(make())).toBe(fault);
  });

  it('whose header lies about a bomb is given up at the declared size: what follows is not even unpacked', () => {
    const size = 50_000_000;
    const bomb = packArchive([entry('a', new Uint8Array(size))]);
    // Two pieces behind the beginning the stream is broken: whoever unpacks that far finds it so.
    bomb.fill(0xff, 20_000, recordAt(bomb));
    expect(faultOf(bomb, { ...limits, bytes: size, ratio: 2000 })).toBe('damaged');
    viewOf(bomb).setUint32(recordAt(bomb) + 24, 1000, true);
    expect(faultOf(bomb)).toBe('contradiction');
  });

  it('of any bytes is read or refused, never anything else', () => {
    const sound = packArchive([entry('a.xml', words), entry('b/c.xml', 'yes')]);
    const mutated = fc
      .array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
      .map((changes) => {
        const zip = sound.slice();
        for (const [at, byte] of changes) zip[at] = byte;
        return zip;
      });
    fc.assert(
      fc.property(mutated, (zip) => {
        faultOf(zip);
      }),
      { numRuns: 1000 },
    );
    expect(readDirectory(sound, limits)).toHaveLength(2);
  });
});
