// Makes the fonts for the rare characters in people's names: whatever this folder's packages draw outside the first block
// of Chinese characters. A page asks for them only where the reader's own fonts lack a character.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const fontsOfCertificates = createRequire(join(import.meta.dirname, '../apps/server/package.json'));
const simplified = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
const japanese = '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf';
const extensionA: [number, number][] = [[0x3400, 0x4dbf]];
const beyond: [number, number][] = [
  [0x9fa6, 0x9fff],
  [0xf900, 0xfaff],
  [0x20000, 0x323af],
];
const files: { name: string; font: string; blocks: [number, number][] }[] = [
  { name: 'rare-a', font: simplified, blocks: extensionA },
  { name: 'rare-b', font: simplified, blocks: beyond },
  { name: 'rare-c', font: japanese, blocks: [...extensionA, ...beyond] },
];

/** Writes the fonts that `apps/<app>/public` lacks; they follow from packages of pinned versions alone. */
export async function makeRareFonts(app: string): Promise<void> {
  const folder = join(import.meta.dirname, '../apps', app, 'public/fonts');
  mkdirSync(folder, { recursive: true });
  for (const { name, font, blocks } of files) {
    const path = join(folder, `${name}.woff2`);
    if (existsSync(path)) continue;
    const whole = readFileSync(fontsOfCertificates.resolve(font));
    writeFileSync(path, await subsetFont(whole, charactersOf(blocks), { targetFormat: 'woff2' }));
  }
}

function charactersOf(blocks: readonly [number, number][]): string {
  return blocks
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i))
    .map((code) => String.fromCodePoint(code))
    .join('');
}
