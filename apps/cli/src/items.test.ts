import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packArchive } from '@jiangping/formats/archive/zip-writer';
import type { CheckReport } from '@jiangping/formats/check';

const program = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'jiangping-items-'));
let hits = 0;
const canary = createServer((_, response) => {
  hits += 1;
  response.end('<!ENTITY x "y">');
});
const origin = () => `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;

const write = (name: string, content: Uint8Array | string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const run = (...args: string[]) =>
  new Promise<{ status: number; out: string; err: string }>((resolve) => {
    const options = { maxBuffer: 2 ** 26 };
    const child = execFile(process.execPath, [program, 'items', ...args], options, (_error, out, err) =>
      resolve({ status: child.exitCode ?? -1, out, err }),
    );
  });
const check = async (...args: string[]) => {
  const { status, out } = await run('check', ...args, '--json');
  return { status, report: JSON.parse(out) as CheckReport };
};
const codesOf = ({ problems }: CheckReport) => problems.map(({ severity, code }) => `${severity} ${code}`);

const gift = `::嗅觉::长时间嗅闻后敏感度{=下降 ~上升}

::度数::40 度酒的体积分数{#40:0.5}
`;
const item = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i1" title="One" adaptive="false" time-dependent="false">
<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>A</qti-value></qti-correct-response></qti-response-declaration>
<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
<qti-item-body>${inner}<qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="B">b</qti-simple-choice></qti-choice-interaction></qti-item-body>
<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct"/></qti-assessment-item>`;

beforeAll(() => new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve)));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await new Promise((resolve) => canary.close(resolve));
});

describe('jiangping items check', () => {
  it('prints items, keys and best scores of any format as one object, and outcomes when responses are given', async () => {
    const responses = write(
      'responses.json',
      JSON.stringify({ q1: { RESPONSE: 'A' }, q2: { RESPONSE: 39.6 } }),
    );
    const { status, report } = await check(write('a.txt', gift), '--responses', responses);
    expect({ status, report }).toEqual({
      status: 0,
      report: {
        items: [
          {
            id: 'q1',
            title: '嗅觉',
            interactions: [{ id: 'RESPONSE', kind: 'choice' }],
            maxScore: 1,
            correct: { RESPONSE: 'A' },
          },
          {
            id: 'q2',
            title: '度数',
            interactions: [{ id: 'RESPONSE', kind: 'text-entry' }],
            maxScore: 1,
            correct: { RESPONSE: '40' },
          },
        ],
        outcomes: { q1: { SCORE: 1, MAXSCORE: 1 }, q2: { SCORE: 1, MAXSCORE: 1 } },
        problems: [],
      },
    });
    const qti = write('i.xml', item(''));
    const given = write('r.json', JSON.stringify({ i1: { RESPONSE: 'B' } }));
    expect(await check(qti, '--responses', given)).toMatchObject({
      status: 0,
      report: {
        items: [{ id: 'i1', maxScore: 1, correct: { RESPONSE: 'A' } }],
        outcomes: { i1: { SCORE: 0 } },
      },
    });
    const words = await run('check', qti);
    expect(words.status).toBe(0);
    expect(words.out).toContain('choice');
    expect(words.out).toContain('✓ 0 个错误 · errors');
  }, 60_000);

  it('says 1 for a file with errors, with the place of each', async () => {
    const { status, report } = await check(write('broken.gift', 'Q {=a ~b\n'));
    expect({ status, problems: report.problems }).toEqual({
      status: 1,
      problems: [
        {
          severity: 'error',
          code: 'gift_braces',
          where: 'broken.gift:1',
          message: expect.any(String) as string,
        },
      ],
    });
  });

  it('says 2, still as one object, for what is no file of items or cannot be read', async () => {
    const sound = write('sound.gift', gift);
    const cases: [string, string[]][] = [
      ['file_missing', [join(folder, 'missing.xml')]],
      ['file_missing', [folder]],
      ['file_empty', [write('empty.xml', '')]],
      ['format_unknown', [write('words.txt', 'only words')]],
      ['responses_unreadable', [sound, '--responses', write('r1.json', '[]')]],
      ['file_missing', [sound, '--responses', join(folder, 'missing.json')]],
      ['seed_invalid', [sound, '--seed', 'x']],
    ];
    for (const [code, args] of cases) {
      const { status, report } = await check(...args);
      expect({ args, status, codes: codesOf(report) }).toEqual({ args, status: 2, codes: [`error ${code}`] });
    }
    expect((await run()).status).toBe(2);
    expect((await run('check')).status).toBe(2);
    expect((await run('--help')).out).toContain('items convert FILE --to qti3|gift|aiken|moodle-xml|xlsx');
  }, 120_000);

  it('refuses hostile files within limits: nothing is fetched, run or written outside', async () => {
    const dtd = `<!DOCTYPE i [<!ENTITY x SYSTEM "${origin()}/x"><!ENTITY % p SYSTEM "${origin()}/p">%p;]>`;
    const entities = Array.from(
      { length: 12 },
      (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`,
    ).join('');
    const bytesOf = (text: string) => new TextEncoder().encode(text);
    const zip = (name: string) =>
      packArchive([
        { name: 'imsmanifest.xml', content: bytesOf('<manifest/>') },
        { name, content: bytesOf('x') },
      ]);
    const cases: [string, number, Uint8Array | string, string][] = [
      ['external.xml', 1, item('<p>&x;</p>').replace('?>', `?>${dtd}`), 'error xml_dtd'],
      [
        'laughs.xml',
        1,
        item('<p>&e12;</p>').replace('?>', `?><!DOCTYPE i [<!ENTITY e0 "ha">${entities}]>`),
        'error xml_dtd',
      ],
      ['deep.xml', 1, '<a>'.repeat(200_000), 'error xml_too_large'],
      [
        'script.xml',
        1,
        item(`<p onclick="x()"><script src="${origin()}/s.js"></script></p>`),
        'error active_content',
      ],
      ['up.zip', 2, zip('../evil.xml'), 'error zip_path_outside'],
      ['twice.zip', 2, zip('IMSMANIFEST.xml'), 'error zip_duplicate'],
      [
        'bomb.zip',
        2,
        packArchive([{ name: 'imsmanifest.xml', content: new Uint8Array(60_000_000) }]),
        'error file_unpacks_too_large',
      ],
      [
        'moodle.xml',
        1,
        `<?xml version="1.0"?>${dtd.replace('DOCTYPE i', 'DOCTYPE quiz')}<quiz>&x;</quiz>`,
        'error xml_dtd',
      ],
    ];
    for (const [name, expected, content, code] of cases) {
      const before = performance.now();
      const { status, report } = await check(write(name, content));
      expect({ name, status, codes: codesOf(report) }).toEqual({
        name,
        status: expected,
        codes: expect.arrayContaining([code]) as string[],
      });
      expect(performance.now() - before).toBeLessThan(15_000);
    }
    expect(hits).toBe(0);
    expect(existsSync(join(folder, '..', 'evil.xml'))).toBe(false);
  }, 180_000);
});

describe('jiangping items convert', () => {
  it('writes every format, and what it wrote is read as the same items', async () => {
    const source = write('source.gift', gift);
    const { report: expected } = await check(source);
    for (const [to, name] of [
      ['qti3', 'out.zip'],
      ['gift', 'out.gift'],
      ['moodle-xml', 'out-moodle.xml'],
      ['xlsx', 'out.xlsx'],
    ] as const) {
      const out = join(folder, name);
      const { status, out: told } = await run('convert', source, '--to', to, '--out', out, '--json');
      expect({ to, status, told: JSON.parse(told) as unknown }).toMatchObject({
        to,
        status: 0,
        told: { read: 2, written: 2, out },
      });
      expect((await check(out)).report.items).toEqual(expected.items);
    }
  }, 120_000);

  it('tells what the format cannot hold with status 1, and writes nothing where nothing is left', async () => {
    const mixed = join(folder, 'mixed.txt');
    const some = await run('convert', write('mixed.gift', gift), '--to', 'aiken', '--out', mixed, '--json');
    const told = JSON.parse(some.out) as { written: number; problems: { code: string; where: string }[] };
    expect({ status: some.status, written: told.written }).toEqual({ status: 1, written: 1 });
    expect(told.problems.map(({ code, where }) => `${code} ${where}`)).toContain('lost_in_format q2');
    expect(readFileSync(mixed, 'utf8')).toBe('长时间嗅闻后敏感度\nA. 下降\nB. 上升\nANSWER: A\n');
    const none = join(folder, 'none.txt');
    expect(
      (await run('convert', write('essay.gift', 'Write. {}'), '--to', 'aiken', '--out', none)).status,
    ).toBe(1);
    expect((await run('convert', write('w.txt', 'only words'), '--to', 'gift', '--out', none)).status).toBe(
      2,
    );
    expect((await run('convert', write('x.gift', gift), '--to', 'word', '--out', none)).status).toBe(2);
    expect((await run('convert', write('x.gift', gift), '--to', 'gift')).status).toBe(2);
    expect(existsSync(none)).toBe(false);
    const lost = join(folder, 'no-such-folder', 'x.gift');
    expect((await run('convert', write('x.gift', gift), '--to', 'gift', '--out', lost)).status).toBe(2);
  }, 120_000);
});
