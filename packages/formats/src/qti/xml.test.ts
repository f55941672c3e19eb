import { describe, expect, it } from 'vitest';
import { rootOf } from './fixtures.ts';
import { decodeXml } from './xml-bytes.ts';
import { readXml, xmlLimits } from './xml.ts';
import { childrenOf, textOf } from './xml-tree.ts';

const faultOf = (text: string, limits = xmlLimits) => {
  const read = readXml(text, limits);
  return 'fault' in read ? read.fault : null;
};

describe('the reader of XML', () => {
  it('reads elements, attributes, references, CDATA and comments', () => {
    const root = rootOf(
      '<?xml version="1.0"?><!-- c --><a b="1 &lt; &#x4E2D;"><?p i?><c/>x&amp;<![CDATA[<y>]]><!-- - --> z</a>',
    );
    expect(root.attributes.get('b')).toBe('1 < 中');
    expect(textOf(root)).toBe('x&<y> z');
    expect(childrenOf(root).map((e) => e.name)).toEqual(['c']);
  });

  it('resolves prefixes, whatever prefix a file chose, and leaves declarations out', () => {
    const root = rootOf(
      '<q:a xmlns:q="urn:q" xmlns:w="http://www.w3.org/1999/xlink" w:href="x" y="1"><b xmlns="urn:b"/></q:a>',
    );
    expect([root.name, root.namespace]).toEqual(['a', 'urn:q']);
    expect([...root.attributes]).toEqual([
      ['xlink:href', 'x'],
      ['y', '1'],
    ]);
    expect(childrenOf(root)[0]?.namespace).toBe('urn:b');
  });

  it('tells the line of a fault and of every element', () => {
    expect(faultOf('<a>\n<b>\r\n</c></a>')).toMatchObject({ code: 'xml_malformed', line: 3 });
    expect(childrenOf(rootOf('<a>\n\n<b/></a>'))[0]?.line).toBe(3);
    expect(faultOf('<a>\n<b>')?.message).toContain('line 2');
    expect(faultOf('<a>\n<b>\n</c></a>')?.message).toBe('</c> where </b> is expected.');
    const [first, second, third] = rootOf('<a>\r\n<b\n c="1"/>\rx<![CDATA[\n]]></a>').children;
    expect([first?.line, second?.line, third?.line]).toEqual([1, 2, 3]);
  });

  it('tells where a reference or a markup begins, however far it is read on', () => {
    expect(faultOf('<a>\n&lt; R&D\n\n<b/>x;</a>')).toMatchObject({ code: 'xml_malformed', line: 2 });
    expect(faultOf('<a>\n<b c="&lt;\n&x;"/></a>')).toMatchObject({ code: 'xml_entity', line: 3 });
    expect(faultOf('\n\n<!DOCTYPE a [\n<!ENTITY b "x">\n]>\n<a/>')).toMatchObject({ line: 3 });
    expect(faultOf('<a>\n<!-- & <b> \n</a>\n')).toMatchObject({ code: 'xml_malformed', line: 2 });
  });

  it('leaves alone what only looks like a document type or an entity', () => {
    const root = rootOf(
      '\uFEFF<a><!-- <!DOCTYPE b> &c; --><![CDATA[<!DOCTYPE b> &c;]]><?p <!DOCTYPE b> &c;?></a>',
    );
    expect(textOf(root)).toBe('<!DOCTYPE b> &c;');
  });

  it.each([
    '',
    'x',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>x',
    '<a b=1/>',
    '<a b="1"c="2"/>',
    '<a b="1" b="2"/>',
    '<a b="<"/>',
    '<a>&</a>',
    '<a>&lt</a>',
    '<a>]]></a>',
    '<a>&#0;</a>',
    '<a>\u0001</a>',
    '<a>\uD800</a>',
    '<a><!-- -- --></a>',
    '<a><!-- x ---></a>',
    '<x:a/>',
    '<a x:b="1"/>',
    '<a xmlns:x="u" xmlns:y="u" x:b="1" y:b="2"/>',
    '<a xmlns:x=""/>',
    '<a xmlns:xmlns="u"/>',
    '<a:b:c xmlns:a="u"/>',
    '<a:1b xmlns:a="u"/>',
    '<b xmlns:a="u" a:-c="1"/>',
    '<a b="1" xmlns:x="u" xmlns:x="v"/>',
    '<a>\uD800</a>\n\uDC00',
    '<?xml version="1.1"?><a>&#1;</a>',
    '<?xml version="1.1"?><a b="\u0001"/>',
    '<?XML version="1.0"?><a/>',
    '<a><?b:c d?></a>',
    '<a>\uFFFE</a>',
    '<1a/>',
    ' <?xml version="1.0"?><a/>',
    '<?xml version="2.0"?><a/>',
    '<a><?xml version="1.0"?></a>',
    '<![CDATA[x]]><a/>',
  ])('refuses what is not well-formed: %j', (text) => {
    expect(faultOf(text)?.code).toBe('xml_malformed');
  });

  it('refuses a document type, so no entity is ever declared or fetched', () => {
    const laughs = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>';
    const external = '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>';
    expect([faultOf(laughs)?.code, faultOf(external)?.code]).toEqual(['xml_dtd', 'xml_dtd']);
    expect(faultOf('<a/><!DOCTYPE a>')?.code).toBe('xml_dtd');
    expect(faultOf('<!doctype a><a/>')?.code).toBe('xml_dtd');
    expect(faultOf('<a b="&toString;"/>')?.code).toBe('xml_entity');
    expect(faultOf('<a>&__proto__;</a>')?.code).toBe('xml_entity');
    expect(faultOf('<a>&nbsp;</a>')?.code).toBe('xml_entity');
    expect(faultOf('<a>&constructor;</a>')?.code).toBe('xml_entity');
  });

  it('ends at its limits of size, depth, nodes and attributes', () => {
    expect(faultOf('<a>'.repeat(101))?.code).toBe('xml_too_large');
    expect(faultOf(`<a>${'<b/>'.repeat(50)}</a>`, { ...xmlLimits, nodes: 50 })?.code).toBe('xml_too_large');
    expect(faultOf('<a b="1" c="2"/>', { ...xmlLimits, attributes: 1 })?.code).toBe('xml_too_large');
    expect(faultOf('<aaaa/>', { ...xmlLimits, characters: 5 })?.code).toBe('xml_too_large');
    expect(faultOf(`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`)).toBeNull();
  });

  it('reads a large document in linear time', () => {
    // Time of the processor, so that other work on the machine decides nothing.
    const started = process.cpuUsage();
    const root = rootOf(`<a>${'<b c="d">e &amp; f</b>\n'.repeat(60_000)}</a>`);
    expect(childrenOf(root)).toHaveLength(60_000);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(3000);
  });

  it('decodes by byte order mark and declared encoding, and refuses bytes that are not of it', () => {
    const gbk = new Uint8Array([
      ...new TextEncoder().encode('<?xml version="1.0" encoding="GBK"?><a>'),
      0xd6,
      0xd0,
      0x3c,
      0x2f,
      0x61,
      0x3e,
    ]);
    expect(decodeXml(gbk)).toContain('<a>中</a>');
    expect(decodeXml(new Uint8Array([0xff, 0xfe, 0x3c, 0, 0x61, 0, 0x2f, 0, 0x3e, 0]))).toBe('<a/>');
    expect(decodeXml(new Uint8Array([0xef, 0xbb, 0xbf, 0x3c, 0x61, 0x2f, 0x3e]))).toBe('<a/>');
    expect(decodeXml(new Uint8Array([0x3c, 0xff]))).toBeNull();
    expect(decodeXml(new TextEncoder().encode('<?xml version="1.0" encoding="no-such"?><a/>'))).toBeNull();
  });
});
