// Texts with gaps: embedded answers as entries and inline choices, words to drag as a gap match.
import type { Answer, Gap, RichText } from '../exchange/exchange-item.ts';
import { element } from '../exchange/xml-text.ts';
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';
import { declare, lengthOf, mapped, mappingOf, nothing, round } from './answer-parts.ts';
import type { Written } from './answer-parts.ts';
import { mayStandIn } from './conform-html.ts';
import { addedClass, blockOf } from './rich-nodes.ts';
import { addScore, base, condition, conditions, isAnswered, isCorrect, isNumber, isText } from './rules.ts';

/** Replaces marks in texts by elements, in a span where the schema takes them only in one; a mark that stands twice is replaced once. */
function place(
  nodes: readonly XmlNode[],
  mark: RegExp,
  make: (place: number) => XmlElement | null,
  parent = 'p',
): XmlNode[] {
  return nodes.flatMap((node): XmlNode[] => {
    if (node.kind === 'element') {
      // Words in a player are only shown where it cannot play.
      if (node.name === 'audio' || node.name === 'video') return [node];
      return [{ ...node, children: place(node.children, mark, make, node.name) }];
    }
    const out: XmlNode[] = [];
    let at = 0;
    for (const match of node.text.matchAll(mark)) {
      const made = make(Number(match[1]));
      if (!made) continue;
      if (match.index > at) out.push({ ...node, text: node.text.slice(at, match.index) });
      out.push(mayStandIn(made.name, parent) ? made : element('span', { class: addedClass }, [made]));
      at = match.index + match[0].length;
    }
    if (at < node.text.length) out.push({ ...node, text: node.text.slice(at) });
    return out;
  });
}

function writeGap(
  gap: Gap,
  id: string,
): { response: XmlElement; inside: XmlElement | null; after: XmlElement | null; rules: XmlElement[] } {
  const { kind, answers, weight, shuffle } = gap;
  const share = (fraction: number) => addScore(base('float', round((fraction / 100) * weight)));
  const full = answers.filter(({ fraction }) => fraction === 100);
  const first = full[0] ?? answers.find(({ fraction }) => fraction > 0);
  if (kind === 'text' || kind === 'text-case' || kind === 'number') {
    const known = answers.filter(({ text }) => kind !== 'number' || text !== '*');
    const other = answers.find(({ text }) => kind === 'number' && text === '*');
    const correct = first && first.text !== '*' ? [first.text] : [];
    return {
      response: declare(id, 'single', kind === 'number' ? 'float' : 'string', correct),
      inside: element('qti-text-entry-interaction', {
        'response-identifier': id,
        'expected-length': lengthOf(answers.map(({ text }) => text)),
      }),
      after: null,
      rules: conditions([
        ...known.map(({ text, fraction, tolerance }) => ({
          test:
            kind === 'number'
              ? isNumber(id, Number(text), tolerance ?? 0)
              : isText(id, text, kind === 'text-case'),
          rules: [share(fraction)],
        })),
        ...(other ? [{ test: null, rules: [share(other.fraction)] }] : []),
      ]),
    };
  }
  const ids = answers.map((_, i) => `${id}_${i + 1}`);
  const entries = answers.flatMap(({ fraction }, i) =>
    fraction === 0 ? [] : [[ids[i] ?? '', round((fraction / 100) * weight)] as const],
  );
  const isMultiple = kind === 'multiple' || kind === 'multiple-horizontal';
  const right = ids.filter((_, i) => (answers[i]?.fraction ?? 0) > 0);
  const rules = [
    condition([{ test: isAnswered(id), rules: [addScore(element('qti-map-response', { identifier: id }))] }]),
  ];
  if (isMultiple) {
    return {
      response: declare(id, 'multiple', 'identifier', right, mappingOf(entries, { lower: 0, upper: weight })),
      inside: null,
      after: element('qti-choice-interaction', { 'response-identifier': id, 'max-choices': 0, shuffle }, [
        element('qti-prompt', {}, [`[${id.replace(/\D/g, '')}]`]),
        ...answers.map(({ text }, i) => element('qti-simple-choice', { identifier: ids[i] }, [text])),
      ]),
      rules,
    };
  }
  const best = ids.filter((_, i) => answers[i] === first);
  return {
    response: declare(id, 'single', 'identifier', best, mappingOf(entries, {})),
    inside: element(
      'qti-inline-choice-interaction',
      { 'response-identifier': id, shuffle },
      answers.map(({ text }, i) => element('qti-inline-choice', { identifier: ids[i] }, [text])),
    ),
    after: null,
    rules,
  };
}

/** Embedded answers at their places; choices of several stand below the text, numbered. */
export function writeCloze(gaps: readonly Gap[], stem: readonly XmlNode[], rich: RichText): Written {
  const written = gaps.map((gap, i) => writeGap(gap, `RESPONSE_${i + 1}`));
  const used = new Set<number>();
  const nodes = place(stem, /\{#(\d{1,4})\}/g, (at) => {
    const gap = written[at - 1];
    if (!gap || used.has(at)) return null;
    used.add(at);
    return gap.inside ?? element('strong', {}, [`[${at}]`]);
  });
  return {
    ...nothing,
    responses: written.map(({ response }) => response),
    body: [blockOf(rich, nodes), ...written.flatMap(({ after }) => after ?? [])],
    rules: written.flatMap(({ rules }) => rules),
  };
}

/** Words for the places of a text, dragged or chosen. */
export function writeWords(
  answer: Answer & { kind: 'words' },
  stem: readonly XmlNode[],
  rich: RichText,
  grade: number,
): Written {
  const { choices, isDragged, shuffle } = answer;
  const places: { id: string; choice: number }[] = [];
  const group = (choice: number) =>
    choices.flatMap((each, i) => (each.group === choices[choice - 1]?.group ? [i + 1] : []));
  const nodes = place(stem, /\[\[(\d{1,3})\]\]/g, (choice) => {
    if (!choices[choice - 1]) return null;
    const id = isDragged ? `G${places.length + 1}` : `RESPONSE_${places.length + 1}`;
    places.push({ id, choice });
    if (isDragged)
      return element('qti-gap', {
        identifier: id,
        'match-group': group(choice)
          .map((each) => `W${each}`)
          .join(' '),
      });
    return element(
      'qti-inline-choice-interaction',
      { 'response-identifier': id, shuffle },
      group(choice).map((each) =>
        element('qti-inline-choice', { identifier: `W${each}` }, [choices[each - 1]?.text ?? '']),
      ),
    );
  });
  const share = round(grade / Math.max(1, places.length));
  if (!isDragged) {
    return {
      ...nothing,
      responses: places.map(({ id, choice }) => declare(id, 'single', 'identifier', [`W${choice}`])),
      body: [blockOf(rich, nodes)],
      rules: places.map(({ id }) =>
        condition([{ test: isCorrect(id), rules: [addScore(base('float', share))] }]),
      ),
    };
  }
  const pairs = places.map(({ id, choice }) => `W${choice} ${id}`);
  const uses = (choice: number) => places.filter((each) => each.choice === choice).length;
  const texts = choices.map(({ text, isInfinite }, i) =>
    element(
      'qti-gap-text',
      { identifier: `W${i + 1}`, 'match-max': isInfinite ? 0 : Math.max(1, uses(i + 1)) },
      [text],
    ),
  );
  return {
    ...nothing,
    responses: [
      declare(
        'RESPONSE',
        'multiple',
        'directedPair',
        pairs,
        mappingOf(
          pairs.map((pair) => [pair, share] as const),
          { upper: grade },
        ),
      ),
    ],
    body: [
      element('qti-gap-match-interaction', { 'response-identifier': 'RESPONSE', shuffle }, [
        ...texts,
        blockOf(rich, nodes),
      ]),
    ],
    ...mapped(),
  };
}
