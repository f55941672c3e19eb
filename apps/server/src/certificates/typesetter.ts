import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Refusal } from '@jiangping/domain/refusal';

/** Noto Sans SC prints; the others lend the rare characters it lacks (𠮷), where their packages are installed. */
const fontFiles = [
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
];

/** Compilations after which an unused part of the compiler's memory is given back. */
const MEMORY = 20;

interface Document {
  readonly template: string;
  /** Read by the template from `sys.inputs.data`. */
  readonly data: object;
  /** The only time in the file: the same document gives the same bytes on every day. */
  readonly createdAt: Date;
}

let compiler: NodeCompiler | null = null;
const templates = new Map<string, string>();

/**
 * Sets a document as PDF/A-2b, every font embedded, the same bytes for the same input. A character that no font has is
 * refused (`glyph_missing`) instead of left out. Fonts installed on the machine serve as the last resort.
 */
export function typeset({ template, data, createdAt }: Document): Buffer {
  compiler ??= NodeCompiler.create({
    workspace: import.meta.dirname,
    fontArgs: [{ fontBlobs: fontFiles.flatMap(readFont) }],
  });
  const source = templates.get(template) ?? readFileSync(join(import.meta.dirname, template), 'utf8');
  templates.set(template, source);
  const compiled = compiler.compile({ mainFileContent: source, inputs: { data: JSON.stringify(data) } });
  const { result } = compiled;
  if (!result) throw new Error(`the template ${template} does not compile`);
  try {
    return compiler.pdf(result, { pdfStandard: 'a-2b', creationTimestamp: createdAt.getTime() / 1000 });
  } catch (error) {
    const missing = findMissingCharacters(error);
    throw missing ? new Refusal('glyph_missing', { characters: missing }) : error;
  } finally {
    compiler.evictCache(MEMORY);
  }
}

function readFont(file: string): Buffer[] {
  const path = resolveFont(file);
  return path && existsSync(path) ? [readFileSync(path)] : [];
}

function resolveFont(file: string): string | null {
  try {
    return fileURLToPath(import.meta.resolve(file));
  } catch {
    return null;
  }
}

/** PDF/A forbids text without glyphs; the compiler names it. Code points only: a name must not reach a log. */
function findMissingCharacters(error: unknown): string | null {
  const message = error instanceof Error ? error.message : '';
  const found = /the text \\?"(.+?)\\?" could not be displayed/u.exec(message)?.[1];
  if (found === undefined) return null;
  const points = Array.from(found, (character) => character.codePointAt(0)?.toString(16).toUpperCase() ?? '');
  return points.map((point) => `U+${point}`).join(' ');
}
