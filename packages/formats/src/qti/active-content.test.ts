import { describe, expect, it } from 'vitest';
import { removeActiveContent } from './active-content.ts';
import { checkText, codesOf, item3, rootOf } from './fixtures.ts';
import { collectProblems } from './problems.ts';
import type { CheckProblem } from '../check.ts';
import { elementsOf } from './xml-tree.ts';

function cleaned(inner: string) {
  const problems: CheckProblem[] = [];
  const root = removeActiveContent(
    rootOf(
      `<r xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xi="http://www.w3.org/2001/XInclude" xmlns:svg="http://www.w3.org/2000/svg" xmlns:m="http://www.w3.org/1998/Math/MathML">${inner}</r>`,
    ),
    collectProblems('x.xml', problems),
  );
  const kept = [...elementsOf(root)]
    .slice(1)
    .map((e) => [e.name, ...[...e.attributes].map(([k, v]) => `${k}=${v}`)].join(' '));
  return { kept, codes: problems.map(({ code }) => code) };
}

describe('content that could run', () => {
  it.each([
    '<script>alert(1)</script>',
    '<SCRIPT src="x"/>',
    '<iframe src="x"/>',
    '<embed src="x.swf"/>',
    '<object type="text/html" data="x"/>',
    '<object data="page.html"/>',
    '<base href="http://x/"/>',
    '<meta http-equiv="refresh" content="0"/>',
    '<link rel="stylesheet" href="x"/>',
    '<style>p{}</style>',
    '<form action="x"/>',
    '<svg:script>1</svg:script>',
    '<svg:foreignObject/>',
    '<svg:animate attributeName="href" to="javascript:1"/>',
    '<svg:set attributeName="onclick" to="1"/>',
    '<m:annotation-xml encoding="text/html"/>',
  ])('%s is taken out and told', (inner) => {
    expect(cleaned(inner)).toEqual({ kept: [], codes: ['active_content'] });
  });

  it.each([
    ['<p onclick="x()"/>', 'p'],
    ['<img src="a.png" onerror="x()"/>', 'img src=a.png'],
    ['<svg:svg onload="x()"/>', 'svg'],
    ['<a href="javascript:x()"/>', 'a'],
    ['<a href=" java&#10;script&#9;:x()"/>', 'a'],
    ['<a href="JaVaScRiPt:x()"/>', 'a'],
    ['<a href="vbscript:x"/>', 'a'],
    ['<a href="data:text/html,&lt;script>"/>', 'a'],
    ['<img src="data:text/html;base64,AA"/>', 'img'],
    ['<svg:a xlink:href="javascript:1"/>', 'a'],
    ['<m:maction href="javascript:1"/>', 'maction'],
    ['<p style="background:url(javascript:1)"/>', 'p'],
    ['<p style="width:expression(1)"/>', 'p'],
    ['<img srcset="javascript:1 2x"/>', 'img'],
    ['<button formaction="x"/>', 'button'],
    ['<object data="data:image/svg+xml,x"/>', 'object'],
  ])('of %s stays %s', (inner, expected) => {
    expect(cleaned(inner)).toEqual({ kept: [expected], codes: ['active_content'] });
  });

  it('refuses inclusion and schemes that reach this machine', () => {
    expect(cleaned('<xi:include href="file:///etc/passwd"/>')).toEqual({
      kept: [],
      codes: ['xinclude_refused'],
    });
    expect(cleaned('<img src="file:///etc/passwd"/>')).toEqual({ kept: ['img'], codes: ['address_refused'] });
  });

  it('leaves what does not run alone', () => {
    const inner =
      '<p class="a" style="color:red">x</p><img src="a.png" alt="on"/><a href="https://example.org/"/><a href="#top"/><img src="data:image/png;base64,AA"/><m:math><m:mi>x</m:mi></m:math><svg:svg><svg:path d="M0"/></svg:svg><audio src="a.mp3"/><object data="a.png" type="image/png"/>';
    const { kept, codes } = cleaned(inner);
    expect(codes).toEqual([]);
    expect(kept).toHaveLength(11);
  });

  it('is told of items with its place, as an error', () => {
    const report = checkText(
      item3('<qti-item-body>\n<p onclick="x()">a</p><script>1</script></qti-item-body>'),
    );
    expect(codesOf(report, 'error')).toEqual(expect.arrayContaining(['active_content', 'active_content']));
    expect(report.problems.map(({ where }) => where)).toEqual(
      expect.arrayContaining(['item.xml:3 p', 'item.xml:3 script']),
    );
  });
});
