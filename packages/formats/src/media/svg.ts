// SVG 2 (W3C): read as strict XML without entities, freed by a list of what may stay, and written anew.
import { decodeXml } from '../qti/xml-bytes.ts';
import { readXml } from '../qti/xml.ts';
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';
import { escapeAttribute, escapeText } from '../exchange/xml-text.ts';
import { readTag } from './bytes.ts';
import { exceedsPixels } from './media.ts';
import type { CleanMedia, MediaFault, MediaLimits } from './media.ts';
import { exceedsExpansion } from './svg-references.ts';
import {
  animated,
  animations,
  attributes,
  elements,
  svgNamespace,
  textual,
  xlinkNamespace,
} from './svg-names.ts';

/** Cleans a picture of pixels that lies within the drawing; null where it may not stay. */
export type CleanPixels = (bytes: Uint8Array) => CleanMedia | null;

const rasters = /^data:image\/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]+)$/;
/** Units of length in CSS pixels (CSS Values 4, 6.2). */
const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
};

/** True where a value of style neither loads nor runs: `url(…)` only of a fragment, no escapes that could hide another. */
function isSafeValue(value: string): boolean {
  const rest = value.replace(/url\(\s*(["']?)#[\w.:-]+\1\s*\)/gi, '');
  return !/[\\@<]|url|image\s*\(|image-set|\bsrc\s*\(|expression|javascript\s*:|behaviou?r|-moz-binding/i.test(
    rest,
  );
}

/** True where a sheet of style holds rules alone; what it would load or import is refused, fragments too. */
function isSafeSheet(text: string): boolean {
  return isSafeValue(text) && !/url/i.test(text);
}

function isFragment(address: string): boolean {
  return /^#[^\s"'<>()]+$/.test(address.trim());
}

/** The address of a picture within, cleaned; null where it is none. */
function cleanWithin(address: string, cleanPixels: CleanPixels): string | null {
  const base64 = rasters.exec(address.trim())?.[1];
  if (base64 === undefined) return null;
  try {
    const media = cleanPixels(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
    if (!media) return null;
    return `data:${media.type};base64,${btoa(readTag(media.bytes, 0, media.bytes.length))}`;
  } catch {
    // Not base64 after all.
    return null;
  }
}

function keptAttributes(
  element: XmlElement,
  cleanPixels: CleanPixels,
  dropped: Set<string>,
): Map<string, string> {
  const kept = new Map<string, string>();
  for (const [name, value] of element.attributes) {
    const isHref = name === 'href' || name === 'xlink:href';
    const address = isHref && element.name === 'image' ? cleanWithin(value, cleanPixels) : null;
    if (address !== null) kept.set(name, address);
    else if (isHref ? isFragment(value) : attributes.has(name) && isSafeValue(value)) kept.set(name, value);
    else dropped.add(name.replace(/^\{.*\}/, ''));
  }
  return kept;
}

/** The element with what may stay of it, or null. A link becomes a group. */
function cleanElement(
  element: XmlElement,
  cleanPixels: CleanPixels,
  dropped: Set<string>,
): XmlElement | null {
  const isLink = element.namespace === svgNamespace && element.name === 'a';
  const name = isLink ? 'g' : element.name;
  const kept = keptAttributes(element, cleanPixels, dropped);
  const isKept =
    element.namespace === svgNamespace &&
    elements.has(name) &&
    !(animations.has(name) && name !== 'animateMotion' && !animated.has(kept.get('attributeName') ?? '')) &&
    !(name === 'image' && !kept.has('href') && !kept.has('xlink:href')) &&
    !(
      name === 'style' && element.children.some((child) => child.kind === 'text' && !isSafeSheet(child.text))
    );
  if (!isKept || isLink) dropped.add(element.name);
  if (!isKept) return null;
  if (isLink) ['href', 'xlink:href', 'type'].forEach((key) => kept.delete(key));
  const children: XmlNode[] = [];
  for (const child of element.children) {
    if (child.kind === 'text') {
      if (textual.has(name)) children.push(child);
      continue;
    }
    // The reader of XML bounds the depth.
    const whole = cleanElement(child, cleanPixels, dropped);
    if (whole) children.push(whole);
  }
  return { ...element, name, attributes: kept, children };
}

function write(node: XmlNode): string {
  if (node.kind === 'text') return escapeText(node.text);
  const written = Array.from(node.attributes, ([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join(
    '',
  );
  const inner = node.children.map(write).join('');
  return inner === '' ? `<${node.name}${written}/>` : `<${node.name}${written}>${inner}</${node.name}>`;
}

/** A length in pixels, or null where it is none or depends on where the drawing stands. */
function pixelsOf(length: string | undefined): number | null {
  // A long row of digits would be tried in every way to split it.
  if (length === undefined || length.length > 60) return null;
  const [, digits, unit = ''] = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)([a-z]*)\s*$/i.exec(length) ?? [];
  const pixels = Number(digits) * (units[unit.toLowerCase()] ?? Number.NaN);
  return Number.isFinite(pixels) && pixels > 0 ? Math.max(1, Math.round(pixels)) : null;
}

function sizeOf(root: XmlElement): { width: number; height: number } | null {
  const width = pixelsOf(root.attributes.get('width'));
  const height = pixelsOf(root.attributes.get('height'));
  if (width !== null && height !== null) return { width, height };
  const box = (root.attributes.get('viewBox') ?? '').trim().split(/[\s,]+/);
  const [across, down] = [Number(box[2]), Number(box[3])];
  if (box.length !== 4 || !(across > 0 && down > 0) || !Number.isFinite(across / down)) return null;
  // One side given, the other follows from the box; none given, the box says both.
  const scale = width !== null ? width / across : height !== null ? height / down : 1;
  return {
    width: Math.max(1, Math.round(across * scale)),
    height: Math.max(1, Math.round(down * scale)),
  };
}

/**
 * The drawing alone: elements and attributes of the list, links as groups, references only within; pictures of pixels within
 * are cleaned too. `active_content` where it declares a document type or entities; `inflates_too_far` where references of
 * references draw too much; `malformed` without a size (`width` and `height`, or `viewBox`).
 */
export function cleanSvg(
  bytes: Uint8Array,
  limits: MediaLimits,
  cleanPixels: CleanPixels,
): CleanMedia | MediaFault {
  const text = decodeXml(bytes);
  if (text === null) return 'malformed';
  const read = readXml(text);
  if ('fault' in read) {
    // A page, or any other text that begins as markup does.
    if (!/<(?:[\w.-]+:)?svg[\s>]/i.test(text) || /<html[\s>]/i.test(text)) return 'unknown_type';
    if (read.fault.code === 'xml_dtd' || read.fault.code === 'xml_entity') return 'active_content';
    return read.fault.code === 'xml_too_large' ? 'too_large' : 'malformed';
  }
  if (read.root.name !== 'svg' || read.root.namespace !== svgNamespace) return 'unknown_type';
  const dropped = new Set<string>();
  const root = cleanElement(read.root, cleanPixels, dropped);
  const size = root && sizeOf(root);
  if (!size) return 'malformed';
  if (exceedsPixels(size.width, size.height, limits)) return 'too_many_pixels';
  if (exceedsExpansion(root)) return 'inflates_too_far';
  const written = write(root);
  const links = written.includes(' xlink:href="') ? ` xmlns:xlink="${xlinkNamespace}"` : '';
  const document = written.replace(/^<svg/, `<svg xmlns="${svgNamespace}"${links}`);
  return {
    type: 'image/svg+xml',
    bytes: new TextEncoder().encode(document),
    ...size,
    dropped: [...dropped],
  };
}
