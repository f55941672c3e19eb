// Draws a presented tree with an allow-list of its own: whatever the server or a file on this device says, no element and
// no attribute comes into the page that is not named here.
import { h } from 'preact';
import type { ComponentChildren, VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { AnsweringContext, SpotContext } from './answering.ts';
import { answeredTags, deadTags } from './content.ts';
import type { Content, PresentedElement } from './content.ts';
import { Picture, Recording } from './Media.tsx';

const text = new Set(
  `p div span br hr strong em b i u s sub sup small code pre blockquote q h3 h4 ul ol li dl dt dd table caption thead tbody
tfoot tr th td figure figcaption ruby rt rp`.split(/\s+/),
);
const formula = new Set(
  `math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover
munderover mmultiscripts mprescripts none mtable mtr mtd menclose`.split(/\s+/),
);
const empty = new Set(['br', 'hr', 'mspace', 'mprescripts', 'none']);
/** What says nothing to a reader though it holds text. */
const unseen = new Set(['script', 'style', 'title', 'annotation', 'annotation-xml', 'maction']);

const textAttributes = ['colspan', 'rowspan', 'scope', 'lang', 'start'];
const formulaAttributes =
  `display displaystyle scriptlevel dir mathvariant stretchy symmetric fence separator form largeop
movablelimits accent accentunder lspace rspace minsize maxsize linethickness width height depth voffset columnspan rowspan
columnalign rowalign columnlines rowlines frame notation`.split(/\s+/);

/** What stands in the middle of a sentence. */
const inline = new Set(['text-entry', 'inline-choice', 'gap', 'text-choice', 'img']);
/** A line must not begin with these, also after a field. */
const closing = /^[，。、；：！？）】”’》〉」』℃°%,.;:!?)\]}]+/;

const interactions = new Set<string>([...answeredTags, ...deadTags]);

/** The drawing of a tree. The same tree twice is drawn twice; keep the drawing where it need not change. */
export function draw(nodes: Content): ComponentChildren {
  return nodes.map((node, i) => {
    if (typeof node === 'string') return node.slice(boundOf(nodes, i - 1).length);
    const bound = boundOf(nodes, i);
    const drawn = drawElement(node, i);
    if (bound === '') return drawn;
    return (
      <span key={i} class="bound">
        {drawn}
        {bound}
      </span>
    );
  });
}

/** What of the text behind a field must stay on its line. */
function boundOf(nodes: Content, index: number): string {
  const [node, next] = [nodes[index], nodes[index + 1]];
  const isField = typeof node === 'object' && inline.has(node.tag);
  return isField && typeof next === 'string' ? (closing.exec(next)?.[0] ?? '') : '';
}

function drawElement(node: PresentedElement, key: number): ComponentChildren {
  const { tag } = node;
  if (interactions.has(tag)) return <Interaction key={key} node={node} />;
  if (tag === 'gap' || tag === 'text-choice') return <Spot key={key} node={node} />;
  if (tag === 'img') return <Picture key={key} node={node} />;
  if (tag === 'audio' || tag === 'video') return <Recording key={key} node={node} />;
  if (unseen.has(tag)) return null;
  if (tag === 'mfenced') return drawFenced(node, key);
  const isFormula = formula.has(tag);
  if (!isFormula && !text.has(tag)) return draw(node.children);
  const attributes: Record<string, unknown> = { key };
  for (const name of isFormula ? formulaAttributes : textAttributes) {
    const value = node.attributes[name];
    if (value !== undefined) attributes[name] = value;
  }
  const drawn = h(tag, attributes, ...(empty.has(tag) ? [] : [draw(node.children)]));
  // Wider than a phone, a table or a displayed formula is moved by itself, not the page with it.
  if (tag === 'table' || (tag === 'math' && node.attributes['display'] === 'block')) {
    return (
      <div key={key} class="wide-content" tabIndex={0}>
        {drawn}
      </div>
    );
  }
  return drawn;
}

/** Browsers draw `mfenced` without its fences, which changes what the formula says. */
function drawFenced({ attributes, children }: PresentedElement, key: number): VNode {
  const marks = (attributes['separators'] ?? ',').match(/\S/gu) ?? [];
  const parts = children.filter((child) => typeof child !== 'string');
  const inner = parts.flatMap((child, i) => [
    ...(i > 0 && marks.length > 0 ? [h('mo', { key: `m${i}` }, marks[Math.min(i, marks.length) - 1])] : []),
    drawElement(child, i),
  ]);
  return h(
    'mrow',
    { key } as Record<string, unknown>,
    h('mo', null, attributes['open'] ?? '('),
    inner,
    h('mo', null, attributes['close'] ?? ')'),
  );
}

function Interaction({ node }: { node: PresentedElement }) {
  const Drawn = useContext(AnsweringContext).widgets[node.tag];
  return Drawn ? <Drawn node={node} /> : null;
}

function Spot({ node }: { node: PresentedElement }) {
  const drawSpot = useContext(SpotContext);
  return <>{drawSpot ? drawSpot(node) : draw(node.children)}</>;
}
