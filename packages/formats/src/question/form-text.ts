// The notation in which writers type a text with pictures and gaps into a plain field, and back:
//   ![alternative text](file.png)   a picture, recording or film of the item
//   [[填：答案|另一写法]]             a gap to fill in, with every accepted answer
//   [[数：40±0.5]]                   a gap for a number, with its tolerance
//   [[选：*正确|错误|错误]]           a gap with a list to choose from; the right one has an asterisk
import type { Gap, RichText } from '../exchange/exchange-item.ts';
import { readHtml } from '../exchange/html.ts';
import { encodeEntities } from '../exchange/html-entities.ts';
import type { XmlNode } from '../qti/xml-tree.ts';
import { pluginFile } from '../qti-writing/item-files.ts';
import { mediaIn, mediumMark } from './form.ts';

const gapMark = /\[\[(填|数|选)[:：]((?:(?!\]\]).)*)\]\]/gs;
const parting = /[|｜]/;

function tagOf(name: string, label: string): string {
  const source = `${pluginFile}/${encodeEntities(name).replace(/"/g, '&quot;')}`;
  const told = encodeEntities(label).replace(/"/g, '&quot;');
  if (/\.(?:mp3|wav|oga|ogg|m4a)$/i.test(name))
    return `<audio src="${source}" controls="true" aria-label="${told}"></audio>`;
  if (/\.(?:mp4|webm|ogv)$/i.test(name))
    return `<video src="${source}" controls="true" aria-label="${told}"></video>`;
  return `<img src="${source}" alt="${told}">`;
}

/** The text as questions hold it: plain, or HTML where it shows a file. */
export function richOfText(text: string): RichText {
  if (mediaIn(text).length === 0) return { format: 'plain', text };
  let at = 0;
  let html = '';
  const words = (part: string) => encodeEntities(part).replace(/\n/g, '<br>');
  for (const match of text.matchAll(mediumMark)) {
    const [whole, label = '', name = ''] = match;
    html += words(text.slice(at, match.index)) + tagOf(name, label);
    at = match.index + whole.length;
  }
  return { format: 'html', text: html + words(text.slice(at)) };
}

/** Inverse of {@link richOfText}; null for a text that the notation cannot hold. */
export function textOfRich({ format, text }: RichText): string | null {
  if (format === 'plain') return text;
  if (format !== 'html') return null;
  const parts: string[] = [];
  return readHtml(text).nodes.every((node) => takeNode(node, parts)) ? parts.join('') : null;
}

function takeNode(node: XmlNode, parts: string[]): boolean {
  if (node.kind === 'text') {
    parts.push(node.text);
    return true;
  }
  const { name, attributes, children } = node;
  if (name === 'br') {
    parts.push('\n');
    return true;
  }
  const source = attributes.get('src') ?? '';
  const isMedium = ['img', 'audio', 'video'].includes(name) && source.startsWith(`${pluginFile}/`);
  const label = attributes.get(name === 'img' ? 'alt' : 'aria-label') ?? '';
  if (!isMedium || children.length > 0) return false;
  parts.push(`![${label}](${source.slice(pluginFile.length + 1)})`);
  return true;
}

const answer = (text: string, fraction: number, tolerance: number | null = null) => ({
  text,
  fraction,
  tolerance,
  feedback: null,
});

function gapOf(kind: string, inside: string): Gap {
  const parts = inside
    .split(parting)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const given = { weight: 1, shuffle: kind === '选' };
  if (kind === '选')
    return {
      ...given,
      kind: 'choice',
      answers: parts.map((part) =>
        part.startsWith('*') ? answer(part.slice(1).trim(), 100) : answer(part, 0),
      ),
    };
  if (kind === '填') return { ...given, kind: 'text', answers: parts.map((part) => answer(part, 100)) };
  return {
    ...given,
    kind: 'number',
    answers: parts.map((part) => {
      const [value = '', tolerance = '0'] = part.split(/±|\+-/);
      return answer(value.trim(), 100, Number(tolerance.trim()));
    }),
  };
}

/** The gaps of a text in order, and the text with `{#1}`, `{#2}` … in their places. */
export function cutGaps(text: string): { text: string; gaps: Gap[] } {
  const gaps: Gap[] = [];
  const cut = text.replace(gapMark, (_, kind: string, inside: string) => {
    gaps.push(gapOf(kind, inside));
    return `{#${String(gaps.length)}}`;
  });
  return { text: cut, gaps };
}

function markOf({ kind, answers }: Gap): string | null {
  const isBad = answers.some(({ text }) => /[|｜]|\]\]|^\*/.test(text));
  if (isBad || answers.length === 0) return null;
  if (kind === 'text' && answers.every(({ fraction }) => fraction === 100))
    return `[[填：${answers.map(({ text }) => text).join('|')}]]`;
  if (kind === 'number' && answers.every(({ fraction }) => fraction === 100))
    return `[[数：${answers
      .map(({ text, tolerance }) => (tolerance ? `${text}±${String(tolerance)}` : text))
      .join('|')}]]`;
  if (kind === 'choice' && answers.every(({ fraction }) => fraction === 0 || fraction === 100))
    return `[[选：${answers.map(({ text, fraction }) => (fraction === 100 ? `*${text}` : text)).join('|')}]]`;
  return null;
}

/** Inverse of {@link cutGaps}; null where a gap has what the notation cannot say. */
export function fillGaps(text: string, gaps: readonly Gap[]): string | null {
  const marks = gaps.map(markOf);
  if (marks.includes(null)) return null;
  return text.replace(/\{#(\d{1,4})\}/g, (whole, place: string) => marks[Number(place) - 1] ?? whole);
}
