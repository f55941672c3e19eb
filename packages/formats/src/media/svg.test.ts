import { describe, expect, it } from 'vitest';
import { rootOf } from '../qti/fixtures.ts';
import { elementsOf } from '../qti/xml-tree.ts';
import { cleanOf, faultOf, samplePng, sampleSvg, textOfBytes } from './samples.ts';

const encoder = new TextEncoder();
const svg = (inner: string, attributes = 'viewBox="0 0 10 10"') =>
  encoder.encode(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inner}</svg>`,
  );
const textOf = (inner: string) => new TextDecoder().decode(cleanOf(svg(inner)).bytes);
const innerOf = (inner: string) => textOf(inner).replace(/^<svg[^>]*>|<\/svg>$/g, '');
const base64 = btoa(textOfBytes(samplePng));

describe('a cleaned SVG', () => {
  it('draws the same and holds the same words', () => {
    const { bytes, width, height, dropped } = cleanOf(sampleSvg);
    const text = new TextDecoder().decode(bytes);
    expect([width, height]).toEqual([151, 96]);
    expect(Array.from(elementsOf(rootOf(text)), ({ name }) => name)).toEqual([
      'svg',
      'defs',
      'linearGradient',
      'stop',
      'rect',
      'use',
      'text',
      'tspan',
      'animate',
    ]);
    expect(text).toContain('<text x="3" y="20">螺纹 <tspan font-weight="bold">M8 &lt; M10</tspan></text>');
    expect(text).toContain('fill="url(#g)" style="stroke:red; filter: url(\'#f\')"');
    expect(text).toContain('xlink:href="#r"');
    expect(dropped).toEqual(['label', 'data-author', 'metadata']);
  });

  it.each([
    '<script>alert(1)</script>',
    '<script xlink:href="https://example.org/a.js"/>',
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></body></foreignObject>',
    '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
    '<iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:alert(1)"/>',
    '<image href="https://example.org/a.png"/>',
    '<image xlink:href="//example.org/a.png"/>',
    '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    '<image href="data:image/png;base64,AAAA"/>',
    '<feImage href="https://example.org/a.png"/>',
    '<style>@import url(https://example.org/a.css);</style>',
    '<style>rect{fill:url(https://example.org/a.svg#b)}</style>',
    '<style>rect{fill:\\75rl(https://example.org)}</style>',
    '<animate attributeName="href" to="javascript:alert(1)"/>',
    '<set attributeName="xlink:href" to="https://example.org"/>',
    '<set attributeName="onclick" to="alert(1)"/>',
    '<animate to="1"/>',
    '<handler type="application/ecmascript">alert(1)</handler>',
    '<metadata>li si</metadata>',
    'words beside the drawing',
  ])('holds nothing of %s', (inner) => {
    expect(innerOf(`${inner}<rect/>`)).toBe('<rect/>');
  });

  it.each([
    ['<rect onload="alert(1)" ONCLICK="alert(1)" id="a"/>', '<rect id="a"/>'],
    ['<use href="https://example.org/a.svg#b"/>', '<use/>'],
    ['<use href="javascript:alert(1)"/>', '<use/>'],
    ['<use href=" #a"/>', '<use href=" #a"/>'],
    ['<rect fill="url(https://example.org/a#b)"/>', '<rect/>'],
    ['<rect fill="URL( \'//example.org\' )"/>', '<rect/>'],
    ['<rect style="fill:url(data:image/png;base64,AA)"/>', '<rect/>'],
    ['<rect style="background:image-set(\'https://example.org\' 1x)"/>', '<rect/>'],
    ['<rect style="fill:\\75rl(a)"/>', '<rect/>'],
    ['<animate attributeName="fill" to="url(//example.org)"/>', '<animate attributeName="fill"/>'],
    ['<a href="javascript:alert(1)"><rect/></a>', '<g><rect/></g>'],
    [
      '<a href="#x" id="b"><a xlink:href="https://example.org"><rect/></a></a>',
      '<g id="b"><g><rect/></g></g>',
    ],
    ['<style>.a{fill:red}</style>', '<style>.a{fill:red}</style>'],
    ['<style><![CDATA[.a>.b{fill:red}]]></style>', '<style>.a&gt;.b{fill:red}</style>'],
  ])('keeps of %s only %s', (inner, kept) => {
    expect(innerOf(inner)).toBe(kept);
  });

  it('cleans the pictures that lie within it', () => {
    const text = textOf(`<image width="5" height="4" href="data:image/png;base64,${base64}"/>`);
    const within = /base64,([^"]+)"/.exec(text)?.[1] ?? '';
    const bytes = Uint8Array.from(atob(within), (c) => c.charCodeAt(0));
    expect(bytes).toEqual(cleanOf(samplePng).bytes);
    // Said to be another type than it is: it is told by its bytes.
    expect(textOf(`<image href="data:image/gif;base64,${base64}"/>`)).toContain('data:image/png;base64,');
  });

  it.each([
    [
      '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</svg>',
      'active_content',
    ],
    [
      '<!DOCTYPE svg SYSTEM "http://127.0.0.1:1/a.dtd"><svg xmlns="http://www.w3.org/2000/svg"/>',
      'active_content',
    ],
    ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</svg>', 'active_content'],
    ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><g></svg>', 'malformed'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'malformed'],
    ['<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"/>', 'malformed'],
    ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 1"/>', 'malformed'],
    ['<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"/>', 'too_many_pixels'],
    ['<svg viewBox="0 0 1 1"/>', 'unknown_type'],
    [
      '<html xmlns="http://www.w3.org/1999/xhtml"><svg xmlns="http://www.w3.org/2000/svg"/></html>',
      'unknown_type',
    ],
    ['<!doctype html><html><svg onload="alert(1)"></svg></html>', 'unknown_type'],
  ])('is refused as %s', (text, fault) => {
    expect(faultOf(encoder.encode(text))).toBe(fault);
  });

  it('is refused where references of references draw billions of shapes, or run in a circle', () => {
    const laughs = (levels: number, times: number) =>
      Array.from(
        { length: levels },
        (_, i) => `<g id="a${i}">${`<use href="#a${i + 1}"/>`.repeat(times)}</g>`,
      ).join('');
    expect(faultOf(svg(laughs(4, 10)))).toBeNull();
    expect(faultOf(svg(laughs(7, 10)))).toBe('inflates_too_far');
    expect(faultOf(svg(laughs(40, 2)))).toBe('inflates_too_far');
    expect(faultOf(svg('<g id="a"><use href="#a"/></g>'))).toBe('inflates_too_far');
    expect(faultOf(svg('<pattern id="p"><rect style="fill:url(#p)"/></pattern>'))).toBe('inflates_too_far');
    expect(faultOf(svg('<g>'.repeat(200) + '</g>'.repeat(200)))).toBe('too_large');
  });

  it('has the size that its units and its box say', () => {
    const sizeOf = (attributes: string) => {
      const { width, height } = cleanOf(svg('', attributes));
      return [width, height];
    };
    expect(sizeOf('width="10" height="20px"')).toEqual([10, 20]);
    expect(sizeOf('width="25.4mm" height="2.54cm"')).toEqual([96, 96]);
    expect(sizeOf('width="72pt" height="6pc" viewBox="0 0 1 1"')).toEqual([96, 96]);
    expect(sizeOf('width="100%" viewBox="0,0 30 , 40"')).toEqual([30, 40]);
    expect(sizeOf('width="60" viewBox="0 0 30 40"')).toEqual([60, 80]);
    expect(sizeOf(`width="${'1'.repeat(1_000_000)}!" viewBox="0 0 1e2 0.2"`)).toEqual([100, 1]);
  });
});
