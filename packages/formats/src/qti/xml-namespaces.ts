// Which prefix an attribute of a namespace is named with in our trees, whatever prefix its file chose.

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
export const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
/** Prefixed attributes are named with these prefixes whatever prefix the file chose. */
export const knownPrefixes: ReadonlyMap<string, string> = new Map([
  [xmlNamespace, 'xml'],
  ['http://www.w3.org/1999/xlink', 'xlink'],
  ['http://www.w3.org/2001/XMLSchema-instance', 'xsi'],
  ['http://www.w3.org/2001/10/synthesis', 'ssml'],
]);
