// Files of a package that are no QTI documents but could run when a browser opens them. They are told; nothing runs them.
import { removeActiveContent } from './active-content.ts';
import type { PackageFiles } from './package.ts';
import type { Problems } from './problems.ts';
import { decodeXml } from './xml-bytes.ts';
import { readXml } from './xml.ts';

/** Enough to see what an HTML file does first. */
const headBytes = 200_000;

/** Tells script, pages with script and pictures with script among the files. */
export function checkLooseFiles(files: PackageFiles, problemsOf: (file: string) => Problems): void {
  for (const [path, bytes] of files) {
    if (/\.svgz?$/i.test(path)) checkSvg(bytes, problemsOf(path));
    else if (/\.(?:x?html?|xht)$/i.test(path)) {
      const text = new TextDecoder('utf-8').decode(bytes.subarray(0, headBytes));
      if (/<script|\son\w+\s*=|javascript:|<iframe|<object|<embed/i.test(text)) {
        problemsOf(path).add('error', 'active_content', null, 'A page with script; it is not shown.');
      }
    } else if (/\.(?:js|mjs|cjs|wasm)$/i.test(path)) {
      problemsOf(path).add('warning', 'script_file', null, 'A script; it is kept and not run.');
    } else if (/\.(?:exe|dll|bat|cmd|com|scr|ps1|vbs|jar|swf|hta|sh|app|msi)$/i.test(path)) {
      problemsOf(path).add(
        'error',
        'program_file',
        null,
        'A program; it has no place in a package of items.',
      );
    } else if (/\.(?:zip|tar|gz|7z|rar)$/i.test(path)) {
      problemsOf(path).add(
        'warning',
        'nested_archive',
        null,
        'An archive inside the package; it is not opened.',
      );
    }
  }
}

function checkSvg(bytes: Uint8Array, problems: Problems): void {
  const text = decodeXml(bytes);
  const read = text === null ? null : readXml(text);
  if (read && 'root' in read) removeActiveContent(read.root, problems);
  else
    problems.add(
      'warning',
      'picture_unreadable',
      null,
      'The picture is no plain SVG; it is not shown inline.',
    );
}
