// Content of authors is never run. Script, event handlers, script addresses and everything that loads code or pages is taken
// out of the tree on reading and told; what remains may be shown by a program that escapes text.
import type { Problems } from './problems.ts';
import { mapNodes } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

const removed = new Set(
  (
    'script noscript iframe frame frameset embed applet base meta link form style foreignobject handler listener ' +
    'animate animatecolor animatemotion animatetransform set discard annotation-xml portal fencedframe template xsl:script'
  ).split(' '),
);
const addresses = new Set(
  'href src data xlink:href action formaction poster background cite longdesc codebase classid archive usemap manifest primary-path fallback-path object-label-href'.split(
    ' ',
  ),
);
const xinclude = /^http:\/\/www\.w3\.org\/200[13]\/XInclude$/;
const pageTypes =
  /^(?:text\/(?:html|javascript|xml)|application\/(?:xhtml|x-shockwave|java|x-java|ecmascript|xml|x-silverlight|hta))/i;
const safeData =
  /^data:(?:image\/(?:png|jpe?g|gif|webp|bmp|avif|svg\+xml)|audio\/[\w.+-]+|video\/[\w.+-]+|font\/[\w.+-]+|text\/plain)[;,]/i;

/** The scheme of an address as a browser would see it (white space and control characters do not hide it), or '' for a relative one. */
function schemeOf(address: string): string {
  // Browsers drop white space and control characters before they look for the scheme.
  const plain = address.replace(/[\s\p{Cc}\p{Cf}]/gu, '');
  return /^([a-z][a-z0-9+.-]*):/i.exec(plain)?.[1]?.toLowerCase() ?? '';
}

/** True where the address points outside the package (a scheme of the network, or a host). It is never fetched. */
export function isExternal(address: string): boolean {
  const plain = address.trim();
  return ['http', 'https', 'ftp', 'ws', 'wss'].includes(schemeOf(plain)) || /^[\\/]{2}/.test(plain);
}

/** Why an address may not stay, or null where it may. */
function faultOfAddress(address: string, element: XmlElement): string | null {
  const scheme = schemeOf(address);
  if (['', 'http', 'https', 'mailto', 'tel', 'urn', 'ftp'].includes(scheme)) return null;
  if (scheme === 'data') {
    const plain = address.replace(/\s/g, '');
    const isPlayed = element.name === 'object' || element.name === 'a' || element.name === 'use';
    return safeData.test(plain) && !(isPlayed && /^data:image\/svg/i.test(plain))
      ? null
      : 'a data: address that could carry code';
  }
  return /^(?:javascript|vbscript|livescript|mocha)$/.test(scheme)
    ? `a ${scheme}: address`
    : `the address scheme ${scheme}:`;
}

function keptAttributes(element: XmlElement, problems: Problems): ReadonlyMap<string, string> {
  let kept: Map<string, string> | null = null;
  for (const [name, value] of element.attributes) {
    const plain = name.replace(/^.*[:}]/, '').toLowerCase();
    let fault: string | null = null;
    let code: 'active_content' | 'address_refused' = 'active_content';
    if (/^on/.test(plain)) fault = `the event handler ${name}`;
    else if (plain === 'srcdoc' || plain === 'formaction' || plain === 'ping')
      fault = `the attribute ${name}`;
    else if (
      plain === 'style' &&
      /url\s*\(|expression|javascript|@import|behaviou?r\s*:|-moz-binding|\\/i.test(value)
    ) {
      fault = 'a style that loads or runs something';
    } else if (plain === 'srcset' && /(?:javascript|vbscript|data)\s*:/i.test(value))
      fault = 'a srcset with code';
    else if (addresses.has(name.toLowerCase()) || addresses.has(plain)) {
      fault = faultOfAddress(value, element);
      if (fault?.startsWith('the address scheme') === true) code = 'address_refused';
    }
    if (fault !== null) {
      problems.add('error', code, element, `Taken out of <${element.name}>: ${fault}. Nothing of it is run.`);
      kept ??= new Map(element.attributes);
      kept.delete(name);
    }
  }
  return kept ?? element.attributes;
}

function isRemoved(element: XmlElement, problems: Problems): boolean {
  const name = element.name.toLowerCase();
  if (xinclude.test(element.namespace)) {
    problems.add(
      'error',
      'xinclude_refused',
      element,
      'XInclude is refused: nothing is included from elsewhere.',
    );
    return true;
  }
  const type = element.attributes.get('type') ?? '';
  const data = element.attributes.get('data') ?? '';
  const isPage =
    name === 'object' &&
    (pageTypes.test(type.trim()) ||
      /\.(?:x?html?|swf|js|mjs|jar|class|hta|xaml)(?:[?#]|$)/i.test(data.trim()));
  if (!removed.has(name) && !isPage) return false;
  problems.add(
    'error',
    'active_content',
    element,
    `<${element.name}> is taken out: content of authors is not run.`,
  );
  return true;
}

/** The tree without anything that could run; every removal is an `error` of code `active_content`, `address_refused` or `xinclude_refused`. */
export function removeActiveContent(root: XmlElement, problems: Problems): XmlElement {
  const clean = (element: XmlElement): XmlElement => {
    const kept = element.children.filter((child) => child.kind === 'text' || !isRemoved(child, problems));
    const list = kept.length === element.children.length ? element.children : kept;
    const children = mapNodes(list, clean);
    const attributes = keptAttributes(element, problems);
    const isSame = children === element.children && attributes === element.attributes;
    return isSame ? element : { ...element, attributes, children };
  };
  return clean(root);
}
