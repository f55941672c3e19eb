// Namespaces in XML 1.0 (W3C, 3rd edition): which prefix means which address inside an element.

export interface RawAttribute {
  readonly name: string;
  readonly value: string;
}

/** Prefixes in force; the empty prefix is the default namespace. */
export type Scope = ReadonlyMap<string, string>;

interface Resolved {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly scope: Scope;
}

export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
/** Prefixed attributes are named with these prefixes whatever prefix the file chose. */
export const knownPrefixes: ReadonlyMap<string, string> = new Map([
  [xmlNamespace, 'xml'],
  ['http://www.w3.org/1999/xlink', 'xlink'],
  ['http://www.w3.org/2001/XMLSchema-instance', 'xsi'],
  ['http://www.w3.org/2001/10/synthesis', 'ssml'],
]);

/** Shared by all elements without attributes, which are most; nothing is ever put into it. */
const noAttributes = new Map<string, string>();

function splitName(name: string): readonly [string, string] | null {
  const colon = name.indexOf(':');
  if (colon < 0) return ['', name];
  const prefix = name.slice(0, colon);
  const local = name.slice(colon + 1);
  return prefix === '' || local === '' || local.includes(':') || /^[-.0-9]/.test(local)
    ? null
    : [prefix, local];
}

/** Resolves an element's name and attributes, or says why they are not namespace-well-formed: unbound prefix, reserved prefix, attribute twice. */
export function attributesOf(
  elementName: string,
  raw: readonly RawAttribute[],
  outer: Scope | null,
): Resolved | { readonly fault: string } {
  let scope: Scope = outer ?? new Map([['xml', xmlNamespace]]);
  const declared = raw.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (declared.length > 0) {
    const inner = new Map(scope);
    const seen = new Set<string>();
    for (const { name, value } of declared) {
      const prefix = name === 'xmlns' ? '' : name.slice(6);
      if (seen.has(prefix)) return { fault: `${name} is declared twice.` };
      seen.add(prefix);
      if (prefix === 'xmlns' || (prefix === 'xml') !== (value === xmlNamespace) || value === xmlnsNamespace)
        return { fault: `${name} may not be declared so.` };
      if (name === 'xmlns:' || prefix.includes(':') || (prefix !== '' && value === ''))
        return { fault: `${name} is no namespace declaration.` };
      inner.set(prefix, value);
    }
    scope = inner;
  }
  const attributes = raw.length === 0 ? noAttributes : new Map<string, string>();
  for (const { name, value } of raw) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    const parts = splitName(name);
    if (!parts) return { fault: `${name} is no qualified name.` };
    const [prefix, local] = parts;
    let key = local;
    if (prefix !== '') {
      const address = scope.get(prefix);
      if (address === undefined) return { fault: `Prefix ${prefix} is not declared.` };
      const known = knownPrefixes.get(address);
      key = known ? `${known}:${local}` : `{${address}}${local}`;
    }
    if (attributes.has(key)) return { fault: `Attribute ${name} stands twice.` };
    attributes.set(key, value);
  }
  const parts = splitName(elementName);
  if (!parts || parts[0] === 'xmlns') return { fault: `${elementName} is no qualified name.` };
  const namespace = scope.get(parts[0]) ?? '';
  if (parts[0] !== '' && !scope.has(parts[0])) return { fault: `Prefix ${parts[0]} is not declared.` };
  return { name: parts[1], namespace, attributes, scope };
}
