import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainOf, readHtml, writeHtml } from './html.ts';

const clean = (text: string) => {
  const { nodes, dropped } = readHtml(text);
  return { html: writeHtml(nodes), dropped };
};

describe('HTML of an editor', () => {
  it.each([
    [
      '<P CLASS=x>a<BR/>b &nbsp;&hellip; &unknown; &#x4e2d;</P>',
      '<p class="x">a<br>b \u00a0… &amp;unknown; 中</p>',
    ],
    ['<p>a<p>b', '<p>a</p><p>b</p>'],
    ['<ul><li>a<li>b</ul>c', '<ul><li>a</li><li>b</li></ul>c'],
    ['<b><i>x</b>y</i>', '<b><i>x</i></b>y'],
    ['<font color="red">a</font><center>b</center><strike>c</strike>', 'a<div>b</div><s>c</s>'],
    ['a < b and c > d & e', 'a &lt; b and c &gt; d &amp; e'],
    ['<!-- x --><?php y ?><![CDATA[z]]>a', 'a'],
    ['<img src=a.png>', '<img src="a.png" alt="">'],
  ])('%j becomes %j', (given, expected) => {
    expect(clean(given).html).toBe(expected);
    expect(clean(expected).html).toBe(expected);
  });

  it.each([
    ['<script>alert(1)</script>a', 'script'],
    ['<SCRIPT>alert(1)</scr</SCRIPT>a', 'script'],
    ['İİİİ<script>x</Script>b', 'script'],
    ['<p onclick="x()">a</p>', 'p onclick'],
    ['<a href="java\tscript:x()">a</a>', 'a href'],
    ['<a href=" JAVASCRIPT:x()">a</a>', 'a href'],
    ['<a href="&#106;avascript:x()">a</a>', 'a href'],
    ['<img src="data:text/html;base64,AA">', 'img src'],
    ['<svg onload=x()><p>a</p></svg>', 'svg'],
    ['<iframe src="//x"></iframe>a', 'iframe'],
    ['<p style="background:url(x)">a</p>', 'p style'],
    ['<form action=x><input></form>', 'form'],
  ])('of %j nothing active is left, and what was left out is told', (given, dropped) => {
    const read = clean(given);
    expect(read.dropped).toContain(dropped);
    expect(read.html).not.toMatch(/script|onclick|onload|iframe|style|data:text|<form|<svg/i);
  });

  it('written once is read the same ever after, whatever it was', () => {
    const parts = [
      '<p>',
      '</p>',
      '<b class="a">',
      '</b>',
      '<',
      '>',
      '&',
      '&lt;',
      '"',
      "'",
      'a',
      ' ',
      '<br>',
      '<li>',
      '</ul>',
      '<table>',
      '<td>',
      '<!--',
      '-->',
      '<script>',
      '</script>',
      '<a href="x',
      '">',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 30 }), (list) => {
        const once = clean(list.join('')).html;
        expect(clean(once).html).toBe(once);
        expect(once).not.toContain('<script');
      }),
      { numRuns: 500 },
    );
  });

  it('of hostile length is read in no time', () => {
    // Time of the processor, so that other work on the machine decides nothing.
    const before = process.cpuUsage();
    for (const part of [
      '<!--',
      '<!',
      '<?',
      '<script>',
      '<a "',
      "<a '",
      '<a b=',
      '</p',
      '<p>',
      '&',
      '&#x',
      '<![CDATA[',
    ])
      readHtml(part.repeat(100_000));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5000);
  });

  it('as plain words has a line for every block', () => {
    expect(
      plainOf({ format: 'html', text: '<p>a <b>b</b></p><ul><li>c</li></ul>d<br>e<img src="x" alt="图">' }),
    ).toBe('a b\nc\nd\ne图');
    expect(plainOf({ format: 'markdown', text: '*a*' })).toBe('*a*');
  });
});
