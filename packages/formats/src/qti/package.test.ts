import { describe, expect, it } from 'vitest';
import { checkFiles, codesOf, item2, item3, response3, score3, template3 } from './fixtures.ts';
import { readQti } from './content.ts';
import { kindOfResource } from './package.ts';
import { resolvePath } from './package-paths.ts';

const body = (more = '') =>
  `<qti-item-body>${more}<qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="B">b</qti-simple-choice></qti-choice-interaction></qti-item-body>`;
const sound = (more = '') =>
  item3(
    response3('RESPONSE', 'single', 'identifier', ['A']) + score3 + body(more) + template3('match_correct'),
  );
const resource = (id: string, type: string, href: string, inner = `<file href="${href}"/>`) =>
  `<resource identifier="${id}" type="${type}" href="${href}">${inner}</resource>`;
const manifest = (resources: string, attributes = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="M" ${attributes}><metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata><organizations/><resources>${resources}</resources></manifest>`;
const one = (href = 'items/q1.xml') => manifest(resource('R1', 'imsqti_item_xmlv3p0', href));

describe('packages', () => {
  it('are read by their manifest: items with their files, dependencies and assets', () => {
    const files = {
      'imsmanifest.xml': manifest(
        resource(
          'R1',
          'imsqti_item_xmlv3p0',
          'items/q1.xml',
          '<file href="items/q1.xml"/><file href="images/a%20b.png"/><dependency identifierref="R2"/>',
        ) + resource('R2', 'webcontent', 'images/a b.png'),
      ),
      'items/q1.xml': sound('<p><img src="../images/a%20b.png" alt=""/></p>'),
      'images/a b.png': 'x',
      'notes.xml': '<not-qti/>',
    };
    const report = checkFiles(files);
    expect(report.items.map(({ id }) => id)).toEqual(['item-1']);
    expect(report.problems).toEqual([]);
    const bytes = new Map(
      Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]),
    );
    const content = readQti({ kind: 'package', name: 'p', files: bytes });
    expect(content.package).toMatchObject({
      id: 'M',
      schema: 'QTI Package 3.0.0',
      resources: [{ kind: 'item', path: 'items/q1.xml', dependencies: ['R2'] }, { kind: 'other' }],
    });
    expect(content.items[0]?.assets).toEqual([{ href: '../images/a%20b.png', element: 'img', line: 2 }]);
  });

  it.each([
    ['imsqti_item_xmlv3p0', 'item'],
    ['imsqti_item_xmlv2p1', 'item'],
    ['imsqti_apipitem_xmlv2p2', 'item'],
    ['imsqti_test_xmlv3p0', 'test'],
    ['imsqti_assessment_xmlv2p1', 'test'],
    ['imsqti_section_xmlv3p0', 'section'],
    ['imsqti_stimulus_xmlv3p0', 'stimulus'],
    ['imsqti_rptemplate_xmlv3p0', 'template'],
    ['imsqti_xmlv1p2/imscc_xmlv1p1/assessment', 'old'],
    ['imsqti_xmlv1p2/imscc_xmlv1p3/question-bank', 'old'],
    ['webcontent', 'other'],
    ['associatedcontent/imscc_xmlv1p1/learning-application-resource', 'other'],
    ['css3p0', 'other'],
  ])('a resource of type %s is %s', (type, kind) => {
    expect(kindOfResource(type)).toBe(kind);
  });

  it('reads QTI items inside a Common Cartridge and tells its QTI 1.2', () => {
    const report = checkFiles({
      'imsmanifest.xml': manifest(
        resource('R1', 'imsqti_item_xmlv2p1', 'q.xml') +
          resource('R2', 'imsqti_xmlv1p2/imscc_xmlv1p1/assessment', 'old.xml'),
      ),
      'q.xml': item2('<itemBody/>'),
      'old.xml': '<questestinterop/>',
    });
    expect(report.items).toHaveLength(1);
    expect(codesOf(report, 'error')).toEqual(['qti_version_unsupported']);
  });

  it.each([
    ['manifest_missing', { 'q.xml': sound() }],
    [
      'manifest_twice',
      { 'imsmanifest.xml': one('q.xml'), 'sub/imsmanifest.xml': one('q.xml'), 'q.xml': sound() },
    ],
    ['resources_missing', { 'imsmanifest.xml': '<manifest/>' }],
    ['manifest_invalid', { 'imsmanifest.xml': '<package><resources/></package>' }],
    ['xml_dtd', { 'imsmanifest.xml': '<!DOCTYPE manifest SYSTEM "x.dtd"><manifest/>' }],
    ['file_missing', { 'imsmanifest.xml': one() }],
    [
      'identifier_twice',
      {
        'imsmanifest.xml': manifest(resource('R', 'webcontent', 'a') + resource('R', 'webcontent', 'a')),
        a: '',
      },
    ],
    [
      'dependency_missing',
      {
        'imsmanifest.xml': manifest(
          resource('R', 'webcontent', 'a', '<file href="a"/><dependency identifierref="Z"/>'),
        ),
        a: '',
      },
    ],
    ['path_outside', { 'imsmanifest.xml': one('../../etc/passwd') }],
    ['path_outside', { 'imsmanifest.xml': one('/etc/passwd') }],
    ['path_outside', { 'imsmanifest.xml': one('C:\\\\windows\\\\x.xml') }],
    ['path_outside', { 'imsmanifest.xml': one('%2e%2e/x.xml') }],
    ['path_outside', { 'imsmanifest.xml': one('file:///etc/passwd') }],
    ['not_qti', { 'imsmanifest.xml': one('q.xml'), 'q.xml': '<html/>' }],
    ['xml_malformed', { 'imsmanifest.xml': one('q.xml'), 'q.xml': '<a>' }],
    [
      'active_content',
      {
        'imsmanifest.xml': one('q.xml'),
        'q.xml': sound(),
        'a.svg': '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
      },
    ],
    ['active_content', { 'imsmanifest.xml': one('q.xml'), 'q.xml': sound(), 'a.html': '<p onclick=1>' }],
    ['program_file', { 'imsmanifest.xml': one('q.xml'), 'q.xml': sound(), 'a.exe': '' }],
  ])('%s is told as an error', (code, files) => {
    expect(codesOf(checkFiles(files as Record<string, string>), 'error')).toContain(code);
  });

  it.each([
    ['file_missing', sound('<p><img src="none.png" alt=""/></p>')],
    ['external_resource', sound('<p><img src="https://example.org/a.png" alt=""/></p>')],
  ])('%s of an asset is told as a warning and nothing is fetched', (code, text) => {
    const report = checkFiles({ 'imsmanifest.xml': one('q.xml'), 'q.xml': text });
    expect(codesOf(report, 'warning')).toEqual([code]);
    expect(report.items[0]?.maxScore).toBe(1);
  });

  it.each([
    ['manifest_misplaced', { 'pkg/imsmanifest.xml': one('q.xml'), 'pkg/q.xml': sound() }],
    ['name_differs', { 'imsmanifest.xml': one('Q.XML'), 'q.xml': sound() }],
    [
      'file_unlisted',
      {
        'imsmanifest.xml': manifest(resource('R', 'imsqti_item_xmlv3p0', 'q.xml', '<file href="a.png"/>')),
        'q.xml': sound(),
        'a.png': '',
      },
    ],
    [
      'item_twice',
      {
        'imsmanifest.xml': manifest(
          resource('R', 'imsqti_item_xmlv3p0', 'q.xml') + resource('S', 'imsqti_item_xmlv3p0', 'r.xml'),
        ),
        'q.xml': sound(),
        'r.xml': sound(),
      },
    ],
    ['script_file', { 'imsmanifest.xml': one('q.xml'), 'q.xml': sound(), 'm.js': '' }],
    ['nested_archive', { 'imsmanifest.xml': one('q.xml'), 'q.xml': sound(), 'm.zip': '' }],
    ['qti_missing', { 'imsmanifest.xml': manifest('') }],
  ])('%s is told and the items are read all the same', (code, files) => {
    const report = checkFiles(files);
    expect(codesOf(report, 'warning')).toContain(code);
    expect(report.items.length).toBe(code === 'qti_missing' ? 0 : code === 'item_twice' ? 2 : 1);
  });

  it('follows xml:base inside the package', () => {
    const files = {
      'imsmanifest.xml': manifest(resource('R', 'imsqti_item_xmlv3p0', 'q.xml'), 'xml:base="content/"'),
      'content/q.xml': sound(),
    };
    expect(checkFiles(files).items).toHaveLength(1);
  });

  it('runs a response processing template that the package brings', () => {
    const rules =
      '<qti-response-processing xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"><qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">5</qti-base-value></qti-set-outcome-value></qti-response-processing>';
    const own = sound().replace(
      template3('match_correct'),
      '<qti-response-processing template="urn:own" template-location="../rp/own.xml"/>',
    );
    const files = { 'imsmanifest.xml': one(), 'items/q1.xml': own, 'rp/own.xml': rules };
    const report = checkFiles(files, { responses: { 'item-1': { RESPONSE: 'B' } } });
    expect(report.outcomes).toEqual({ 'item-1': { SCORE: 5 } });
    expect(report.items[0]?.maxScore).toBe(5);
  });

  it('reads 1,000 items in seconds', () => {
    const names = Array.from({ length: 1000 }, (_, i) => `q${i}.xml`);
    const files = Object.fromEntries(
      names.map((name, i) => [name, sound().replace('"item-1"', `"item-${i}"`)]),
    );
    // Time of the processor, so that other work on the machine decides nothing.
    const started = process.cpuUsage();
    const report = checkFiles({
      ...files,
      'imsmanifest.xml': manifest(names.map((name) => resource(name, 'imsqti_item_xmlv3p0', name)).join('')),
    });
    expect(report.items).toHaveLength(1000);
    expect(report.problems).toEqual([]);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(5000);
  });
});

describe('addresses', () => {
  it.each([
    ['a.png', 'items/q.xml', { kind: 'path', path: 'items/a.png' }],
    ['../a.png?x#y', 'items/q.xml', { kind: 'path', path: 'a.png' }],
    ['./b/../a.png', 'q.xml', { kind: 'path', path: 'a.png' }],
    ['../a.png', 'q.xml', { kind: 'outside' }],
    ['..%2fa.png', 'q.xml', { kind: 'outside' }],
    ['a\\b', 'q.xml', { kind: 'outside' }],
    ['//host/a', 'q.xml', { kind: 'external' }],
    ['http://host/a', 'q.xml', { kind: 'external' }],
    ['#x', 'q.xml', { kind: 'none' }],
    ['100%.png', 'q.xml', { kind: 'path', path: '100%.png' }],
    ['图 1.png', 'q.xml', { kind: 'path', path: '图 1.png' }],
  ])('%j in %s leads to %j', (href, from, target) => {
    expect(resolvePath(href, from)).toEqual(target);
  });
});
