// HTML as teachers' editors write it: read tolerantly into a tree of the elements that QTI 3 allows in item bodies, so that
// nothing active gets through; what is left out is told. One pass, no recursion on the input, depth limited.
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';
import type { RichText } from './exchange-item.ts';
import { decodeEntities, encodeEntities } from './html-entities.ts';

/** Elements without content and end tag. */
export const htmlVoid: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'col', 'source', 'track']);
const inlineNames =
  'a abbr acronym b bdi bdo big cite code dfn em i img kbd label q ruby rb rt rp s samp small span strong sub sup tt u var br';
const blockNames =
  'address article aside blockquote caption col colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header ' +
  'hr li main nav object audio video source track ol p pre section summary table tbody td tfoot th thead tr ul';
const allowed = new Set(`${inlineNames} ${blockNames}`.split(' '));
const blocks = new Set(blockNames.split(' '));
/** Elements whose content is no text for people. */
const swallowed = new Set([
  'script',
  'style',
  'iframe',
  'template',
  'noscript',
  'svg',
  'head',
  'title',
  'textarea',
  'select',
  'xmp',
]);
const renamed: Readonly<Record<string, string>> = {
  strike: 's',
  del: 's',
  ins: 'u',
  center: 'div',
  nobr: 'span',
};
/** Unwrapped without a word: they only carry looks, or stand around every document. */
const transparent = new Set(['font', 'html', 'body', 'o:p', 'mark', 'wbr', 'tbody']);
const closedBy: Readonly<Record<string, string>> = {
  li: 'li',
  dt: 'dt dd',
  dd: 'dt dd',
  tr: 'tr td th',
  td: 'td th',
  th: 'td th',
  option: 'option',
};

const attributesOf: Readonly<Record<string, string>> = {
  img: 'src alt width height',
  a: 'href type',
  td: 'colspan rowspan headers scope',
  th: 'colspan rowspan headers scope',
  object: 'data type width height',
  audio: 'src controls',
  video: 'src controls width height poster',
  source: 'src type',
  track: 'src kind srclang label',
  col: 'span',
  colgroup: 'span',
  blockquote: 'cite',
  q: 'cite',
};
const links = new Set(['src', 'href', 'data', 'poster', 'cite']);
const DEEPEST = 60;

export interface HtmlReading {
  readonly nodes: readonly XmlNode[];
  /** Elements and attributes left out, each once: `script`, `p style`. */
  readonly dropped: readonly string[];
}

/** True for an address that only shows something: http, https, mailto, or a file beside the document. */
export function isSafeAddress(address: string): boolean {
  const bare = Array.from(address)
    .filter((character) => character > ' ')
    .join('');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(bare)?.[1]?.toLowerCase();
  return (
    scheme === undefined ||
    ['http', 'https', 'mailto'].includes(scheme) ||
    /^data:image\/(png|jpeg|gif|webp);base64,/i.test(bare)
  );
}

function readAttributes(name: string, raw: string, dropped: Set<string>): Map<string, string> {
  const own = (attributesOf[name] ?? '').split(' ');
  const attributes = new Map<string, string>();
  for (const [, key = '', , double, single, bare] of raw.matchAll(
    /([^\s"'<>/=]{1,60})(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g,
  )) {
    const attribute = key.toLowerCase();
    const value = decodeEntities(double ?? single ?? bare ?? '').replace(/[\t\n]/g, ' ');
    const isKept =
      own.includes(attribute) ||
      attribute === 'class' ||
      attribute === 'dir' ||
      attribute === 'lang' ||
      attribute.startsWith('aria-');
    if (!isKept || attribute === '' || (links.has(attribute) && !isSafeAddress(value)))
      dropped.add(`${name} ${attribute}`);
    else
      attributes.set(
        attribute === 'lang' ? 'xml:lang' : attribute,
        attribute === 'controls' ? 'true' : value,
      );
  }
  if (name === 'img' && !attributes.has('alt')) attributes.set('alt', '');
  return attributes;
}

interface Open {
  readonly name: string;
  readonly children: XmlNode[];
}

/** Reads a fragment. Never fails: what makes no sense as markup stays text. */
export function readHtml(text: string): HtmlReading {
  const dropped = new Set<string>();
  const root: Open = { name: '', children: [] };
  const stack: Open[] = [root];
  const here = () => stack.at(-1) ?? root;
  const addText = (raw: string) => {
    const value = decodeEntities(raw);
    const last = here().children.at(-1);
    if (value === '') return;
    if (last?.kind === 'text')
      here().children[here().children.length - 1] = { ...last, text: last.text + value };
    else here().children.push({ kind: 'text', text: value, line: 0 });
  };
  const close = (name: string) => {
    for (let i = stack.length - 1; i > 0; i -= 1) {
      if (stack[i]?.name === name) {
        stack.length = i;
        return;
      }
    }
  };
  const token = /<(\/?)([A-Za-z][\w:-]{0,30})((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>/y;
  // What does not end once does not end later: nothing is searched for twice.
  const unending = new Set<string>();
  const findEnd = (mark: string, start: number) => {
    if (unending.has(mark)) return -1;
    // Every mark is one of ours and holds no sign that means something in a pattern.
    const search = new RegExp(mark.replace(/\]/g, '\\]'), 'gi');
    search.lastIndex = start;
    const found = search.exec(text)?.index ?? -1;
    if (found < 0) unending.add(mark);
    return found;
  };
  let at = 0;
  let from: number;
  for (let open = text.indexOf('<'); open >= 0; open = text.indexOf('<', from)) {
    from = open + 1;
    if (text[from] === '!' || text[from] === '?') {
      const mark = text.startsWith('<!--', open) ? '-->' : text.startsWith('<![CDATA[', open) ? ']]>' : '>';
      const end = findEnd(mark, from);
      if (end < 0) continue;
      addText(text.slice(at, open));
      from = end + mark.length;
      at = from;
      continue;
    }
    token.lastIndex = open;
    const match = token.exec(text);
    if (!match) continue;
    addText(text.slice(at, open));
    at = token.lastIndex;
    from = at;
    const [, slash, given = '', raw = ''] = match;
    const lower = given.toLowerCase();
    const name = renamed[lower] ?? lower;
    if (swallowed.has(name)) {
      dropped.add(name);
      const end = slash === '/' ? -1 : findEnd(`</${name}`, at);
      if (end >= 0) {
        const after = text.indexOf('>', end);
        at = after < 0 ? text.length : after + 1;
        from = at;
      }
      continue;
    }
    if (!allowed.has(name)) {
      if (!transparent.has(name)) dropped.add(name);
      continue;
    }
    if (slash === '/') {
      if (!htmlVoid.has(name)) close(name);
      continue;
    }
    const ends = closedBy[name]?.split(' ') ?? [];
    if (blocks.has(name) && here().name === 'p') stack.pop();
    while (ends.includes(here().name)) stack.pop();
    const children: XmlNode[] = [];
    const element: XmlElement = {
      kind: 'element',
      name,
      namespace: '',
      attributes: readAttributes(name, raw, dropped),
      children,
      line: 0,
    };
    if (stack.length >= DEEPEST) {
      dropped.add(`${name} depth`);
      continue;
    }
    here().children.push(element);
    if (!htmlVoid.has(name)) stack.push({ name, children });
  }
  addText(text.slice(at));
  return { nodes: root.children, dropped: [...dropped] };
}

/** The fragment as HTML: attributes in double quotes, `<br>` without a slash. */
export function writeHtml(nodes: readonly XmlNode[]): string {
  return nodes
    .map((node): string => {
      if (node.kind === 'text') return encodeEntities(node.text);
      const attributes = Array.from(node.attributes, ([key, value]) => {
        return ` ${key === 'xml:lang' ? 'lang' : key}="${encodeEntities(value).replace(/"/g, '&quot;')}"`;
      }).join('');
      return htmlVoid.has(node.name)
        ? `<${node.name}${attributes}>`
        : `<${node.name}${attributes}>${writeHtml(node.children)}</${node.name}>`;
    })
    .join('');
}

function plainNodes(nodes: readonly XmlNode[]): string {
  return nodes
    .map((node): string => {
      if (node.kind === 'text') return node.text.replace(/[ \t\n]+/g, ' ');
      if (node.name === 'br') return '\n';
      if (node.name === 'img') return node.attributes.get('alt') ?? '';
      const inner = plainNodes(node.children);
      return blocks.has(node.name) ? `\n${inner}\n` : inner;
    })
    .join('');
}

/** The words of a text in any format, one paragraph a line; markdown as it is written. */
export function plainOf({ format, text }: RichText): string {
  if (format !== 'html' && !(format === 'moodle' && /<[a-z]/i.test(text))) return text;
  return plainNodes(readHtml(text).nodes)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
