// The text of a rule document: a little Markdown (headings, paragraphs, lists, bold, emphasis) read into plain pieces.
// Nothing of it is ever handed to the browser as HTML.

export interface Span {
  readonly text: string;
  readonly look: 'plain' | 'bold' | 'emphasis';
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Span[])[] };

/** Bold and emphasised parts of a line; an asterisk without its partner stays an asterisk. */
export function readSpans(text: string): readonly Span[] {
  return text
    .split(/(\*\*[^*]+\*\*|\*[^*]+\*)/)
    .filter((part) => part !== '')
    .map((part): Span => {
      if (/^\*\*[^*]+\*\*$/.test(part)) return { text: part.slice(2, -2), look: 'bold' };
      if (/^\*[^*]+\*$/.test(part)) return { text: part.slice(1, -1), look: 'emphasis' };
      return { text: part, look: 'plain' };
    });
}

const listMark = /^(?:[-*]|\d+\.)\s+/;

/** The blocks of a text, in order; every letter of it is in one of them. */
export function readBlocks(text: string): readonly Block[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .flatMap((block): Block[] => {
      const lines = block.split('\n');
      const heading = /^(#{1,6})\s+(.+)$/.exec(lines[0] ?? '');
      if (heading) {
        const level = Math.min(3, heading[1]?.length ?? 1) as 1 | 2 | 3;
        const rest = lines.slice(1).join('\n');
        return [{ kind: 'heading', level, spans: readSpans(heading[2] ?? '') }, ...readBlocks(rest)];
      }
      if (lines.every((line) => listMark.test(line))) {
        const isOrdered = /^\d/.test(lines[0] ?? '');
        return [
          { kind: 'list', isOrdered, items: lines.map((line) => readSpans(line.replace(listMark, ''))) },
        ];
      }
      return [{ kind: 'paragraph', spans: readSpans(block) }];
    });
}
