import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serializeBundle } from '@jiangping/credentials/bundle';
import {
  batchFacts,
  forger,
  issuer,
  log,
  makeBadge,
  makeBundle,
  makeIssueFact,
  makeLog,
  now,
  signBadge,
  signList,
} from '@jiangping/verify/sample-file';

interface Told {
  valid: boolean;
  genuine: boolean;
  unusable?: boolean;
  status: string;
  checks: { name: string; ok: boolean; detail: string }[];
}

const program = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'jiangping-verify-'));
const place = makeBadge().envelope.status[0]?.index ?? 0;
let revoked = false;
const site = createServer((request, response) => {
  const purpose = request.url === '/r' ? 'revocation' : 'suspension';
  const set = purpose === 'revocation' && revoked ? [place] : [];
  void signList(purpose, set, { url: `${origin()}${request.url ?? ''}` }).then((list) => {
    response.end(JSON.stringify(list));
  });
});
const origin = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
let file: Uint8Array;

const write = (name: string, content: Uint8Array | string | object) => {
  const path = join(folder, name);
  const isPlain = typeof content === 'string' || content instanceof Uint8Array;
  writeFileSync(path, isPlain ? content : JSON.stringify(content));
  return path;
};
const run = (...args: string[]) =>
  new Promise<{ status: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [program, 'verify', ...args], (_error, out, err) =>
      resolve({ status: child.exitCode ?? -1, out, err }),
    );
  });
const judge = async (...args: string[]) => {
  const { status, out } = await run(...args, '--json');
  const told = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as Told;
  return { status, told, failed: told.checks.filter(({ ok }) => !ok).map(({ name }) => name) };
};

beforeAll(async () => {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const status = [
    { purpose: 'revocation', listUrl: `${origin()}/r`, index: place },
    { purpose: 'suspension', listUrl: `${origin()}/s`, index: place },
  ];
  const credential = await signBadge(makeBadge({ envelope: { status } }));
  const { entries } = makeLog([...batchFacts, makeIssueFact(6, credential)]);
  file = serializeBundle(makeBundle(makeLog(entries), credential, 5, 4));
  write('certificate.json', file);
  write('trust.json', { issuers: [issuer.did], logs: [log.logKey] });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await new Promise((resolve) => site.close(resolve));
});

describe('jiangping verify', () => {
  const path = join(folder, 'certificate.json');
  const trust = join(folder, 'trust.json');

  it('says valid with status 0, in words and as one object, and that the present status is unknown', async () => {
    const words = await run(path);
    expect(words.status).toBe(0);
    expect(words.out).toContain('证书真实');
    expect(words.out).toContain('The signature fits the content');
    expect(words.out).toContain('  姓名 · name: 阿卜杜热合曼·买买提𠮷\n');
    const { status, told, failed } = await judge(path, '--trust', trust);
    expect({ status, failed }).toEqual({ status: 0, failed: [] });
    expect(told).toMatchObject({ valid: true, genuine: true, status: 'unknown' });
  });

  it('says invalid with status 1 for a changed byte and for keys that are not trusted', async () => {
    const text = Buffer.from(file).toString('utf8');
    const changed = write('changed.json', text.replace('高级工', '高级技'));
    expect(await judge(changed)).toMatchObject({ status: 1, told: { valid: false } });
    const broken = write('broken.json', text.slice(0, 1000));
    expect(await judge(broken)).toMatchObject({ status: 1, failed: ['file.form'] });
    const others = write('others.json', { issuers: [forger.did], logs: [log.logKey] });
    expect(await judge(path, '--trust', others)).toMatchObject({ status: 1, failed: ['trust'] });
  });

  it('says unusable with status 2 for what is no certificate file or cannot be read', async () => {
    const cases: [string, string[]][] = [
      ['file.read', [join(folder, 'missing.json')]],
      ['file.read', [folder]],
      ['file.read', [write('other.json', { a: 1 })]],
      ['file.read', [write('large.json', new Uint8Array(2 ** 20 + 1))]],
      ['trust', [path, '--trust', join(folder, 'missing.json')]],
      ['trust', [path, '--trust', write('wrong-trust.json', { issuers: [] })]],
      ['status', [path, '--status', write('no-list.json', '{')]],
    ];
    for (const [name, args] of cases) {
      const { status, told, failed } = await judge(...args);
      expect({ args, status, failed, valid: told.valid, unusable: told.unusable }).toEqual({
        args,
        status: 2,
        failed: [name],
        valid: false,
        unusable: true,
      });
    }
    expect((await run()).status).toBe(2);
  }, 120_000);

  it('takes fresh status lists from files or, when asked, from where the certificate says they are', async () => {
    const at = ['--at', now];
    const lists = [
      write('r.json', await signList('revocation', [], { url: `${origin()}/r` })),
      write('s.json', await signList('suspension', [], { url: `${origin()}/s` })),
    ].flatMap((list) => ['--status', list]);
    const sound = { status: 0, failed: [], told: { valid: true, status: 'in_force' } };
    expect(await judge(path, ...at, ...lists)).toMatchObject(sound);
    expect(await judge(path, ...at, '--online')).toMatchObject(sound);
    // The same lists an hour later: who asks for the status is not told "valid" on old ones.
    const later = await judge(path, '--at', '2026-05-20T09:05:00Z', ...lists);
    expect(later).toMatchObject({ status: 1, failed: ['status'], told: { valid: false, status: 'unknown' } });
    revoked = true;
    const gone = await judge(path, ...at, '--online');
    expect(gone).toMatchObject({ status: 1, failed: ['status'], told: { valid: false, status: 'revoked' } });
  }, 60_000);
});
