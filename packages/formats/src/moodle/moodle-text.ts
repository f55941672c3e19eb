import { findChild, childrenOf, textOf } from '../qti/xml-tree.ts';
import type { XmlElement } from '../qti/xml-tree.ts';
import type { ExchangeFile, RichText, TextFormat } from '../exchange/exchange-item.ts';
import { escapeAttribute, escapeText } from '../exchange/xml-text.ts';

const formatNames: Readonly<Record<string, TextFormat>> = {
  html: 'html',
  moodle_auto_format: 'moodle',
  plain_text: 'plain',
  markdown: 'markdown',
};

/** Moodle's word for a format. */
export function moodleFormat(format: TextFormat): string {
  return Object.entries(formatNames).find(([, own]) => own === format)?.[0] ?? 'html';
}

/** The text of a child element's `<text>`, or of the element itself where it has none; empty where it is absent. */
export function readText(parent: XmlElement, name: string): string {
  const child = findChild(parent, name);
  return child ? innerText(child) : '';
}

/** What `<text>` holds, or the element itself where it has none. */
export function innerText(element: XmlElement): string {
  const text = findChild(element, 'text');
  return text
    ? textOf(text)
    : element.children
        .map((node) => (node.kind === 'text' ? node.text : ''))
        .join('')
        .trim();
}

/** A text with its format; the format of an answer without one is the question's. */
export function readRich(element: XmlElement, inherited: TextFormat): RichText {
  const name = element.attributes.get('format') ?? '';
  const format = Object.hasOwn(formatNames, name) ? formatNames[name] : undefined;
  return { format: format ?? inherited, text: innerText(element) };
}

/** A text that may be missing; blank is missing. */
export function readOptionalRich(parent: XmlElement, name: string, inherited: TextFormat): RichText | null {
  const child = findChild(parent, name);
  const rich = child ? readRich(child, inherited) : null;
  return rich === null || rich.text.trim() === '' ? null : rich;
}

/** A number as Moodle writes it, or null: `1.0000000`, `0,5` of some translations. */
export function readNumber(text: string): number | null {
  const value = Number(text.trim().replace(/^([-+]?\d*),(\d+)$/, '$1.$2'));
  return text.trim() === '' || !Number.isFinite(value) ? null : value;
}

/** Moodle writes flags as 1, true, or an empty element. */
export function readFlag(parent: XmlElement, name: string, otherwise: boolean): boolean {
  const child = findChild(parent, name);
  if (!child) return otherwise;
  const text = innerText(child).trim().toLowerCase();
  return text === '' || text === '1' || text === 'true';
}

/** Files that a text brings along; null instead of bytes where the base64 is broken. */
export function readFiles(parent: XmlElement): { name: string; path: string; bytes: Uint8Array | null }[] {
  return childrenOf(parent, 'file').map((file) => {
    const name = file.attributes.get('name') ?? '';
    const path = file.attributes.get('path') ?? '/';
    if ((file.attributes.get('encoding') ?? 'base64') !== 'base64') return { name, path, bytes: null };
    return { name, path, bytes: decodeBase64(textOf(file)) };
  });
}

/** Bytes of base64, white space aside, or null where it is none. */
export function decodeBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text.replace(/\s+/g, '')), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Base64 (RFC 4648) on one line. */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(parts.join(''));
}

/** CDATA where the text holds markup, as Moodle writes it. */
export function textElement(text: string): string {
  const isMarkup =
    /[<>&]/.test(text) &&
    !text.includes(']]>') &&
    escapeText(text.replace(/[<>&]/g, '')) === text.replace(/[<>&]/g, '');
  return `<text>${isMarkup ? `<![CDATA[${text}]]>` : escapeText(text)}</text>`;
}

function namesOf({ name, path }: ExchangeFile): string[] {
  return [name, encodeURIComponent(name), encodeURI(name)].map((each) => `@@PLUGINFILE@@${path}${each}`);
}

/** True where the text names the file. */
export function isNamedIn(file: ExchangeFile, text: string): boolean {
  return namesOf(file).some((name) => text.includes(name));
}

/** A file as Moodle XML carries it. */
export function fileElement({ name, path, bytes }: ExchangeFile): string {
  return `<file name="${escapeAttribute(name)}" path="${escapeAttribute(path)}" encoding="base64">${encodeBase64(bytes)}</file>`;
}
