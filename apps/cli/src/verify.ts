import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeCheck, toPrintable } from '@jiangping/verify/check';
import type { Check } from '@jiangping/verify/check';
import { parseTrustAnchors } from '@jiangping/verify/trust';
import type { TrustAnchors } from '@jiangping/verify/trust';
import { findHeadline, verifyBundle } from '@jiangping/verify/verify';
import type { Verdict } from '@jiangping/verify/verify';
import { verdictWords } from '@jiangping/verify/words';
import { formatFindings, formatObject, reasonOf } from './findings.ts';
import { createScreen } from './screen.ts';
import type { Verb } from './verb.ts';

const usage = `Usage: jiangping verify FILE [options]

  --trust FILE        keys known beforehand: {"issuers": [did:key …], "logs": [verifier key …]}
  --status FILE       a status list fresher than the one in the file; may be given several times
  --online            fetch the newest status lists from where the certificate says they are
  --at INSTANT        judge as of this instant (2026-11-23T08:00:00Z) instead of now
  --json              print one object as the last line: {valid, genuine, status, fingerprint, checks}

Nothing is fetched without --online. A genuine certificate is then valid as a document, and the check "status" says
when it was last known to stand; with --status or --online it must be known to stand now. Exit status: 0 valid, 1 not valid, 2 not a certificate file or it could not be read.`;

const LARGEST_FILE = 2 ** 20;
const LARGEST_LIST = 2 ** 21;
const FETCH_MILLISECONDS = 15_000;

export const verify: Verb = {
  summary: 'Verify a certificate file, without any server or database.',
  usage,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        trust: { type: 'string' },
        status: { type: 'string', multiple: true, default: [] },
        online: { type: 'boolean', default: false },
        at: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    const say = (verdict: Verdict) => tell(verdict, path, values.json);
    const file = readBytes(path);
    if ('check' in file) return say(unusable(file.check));
    let trust: TrustAnchors | undefined;
    if (values.trust !== undefined) {
      try {
        trust = parseTrustAnchors(readJson(values.trust));
      } catch (error) {
        return say(
          unusable(makeCheck('trust', 'unreadable', { file: values.trust, reason: reasonOf(error) })),
        );
      }
    }
    const options = { now: values.at ?? new Date(), ...(trust === undefined ? {} : { trust }) };
    const lists: unknown[] = [];
    for (const listPath of values.status) {
      try {
        lists.push(readJson(listPath));
      } catch (error) {
        const facts = { file: listPath, reason: reasonOf(error) };
        return say(unusable(makeCheck('status', 'file_unreadable', facts)));
      }
    }
    const isAsked = values.online || lists.length > 0;
    const judge = () =>
      verifyBundle(file.bytes, isAsked ? { ...options, statusList: lists, requireStatus: true } : options);
    let verdict = await judge();
    // Only a file that is otherwise sound may send us anywhere.
    if (values.online && verdict.genuine) {
      const urls = (verdict.envelope?.status ?? []).map(({ listUrl }) => listUrl);
      lists.push(...(await fetchLists(urls)));
      verdict = await judge();
    }
    return say(verdict);
  },
};

function tell(verdict: Verdict, path: string, isJson: boolean): number {
  const { valid, genuine, unusable: isUnusable, status, fingerprint, checks } = verdict;
  if (isJson) {
    const more = { genuine, ...(isUnusable ? { unusable: true } : {}), status, fingerprint };
    process.stdout.write(formatObject(valid, checks, more));
  } else {
    const head = `匠评 Jiangping · 证书查验 · verification of ${toPrintable(path)}\n`;
    const words = verdictWords[findHeadline(verdict)];
    process.stdout.write(`${head}\n${formatRecord(verdict)}${formatFindings(checks, words, valid)}`);
  }
  return isUnusable ? 2 : valid ? 0 : 1;
}

/** Every field that was certified, or nothing where the file does not hold a readable certificate. */
function formatRecord({ record, genuine }: Verdict): string {
  if (record === null) return '';
  const { occupation, workType, level, site } = record;
  const scores = (record.partScores ?? []).map((part): [string, string] => [
    `${part.nameZh} · ${part.nameEn}`,
    `${part.score} / ${part.maximum}`,
  ]);
  const rows: [string, string][] = [
    ['证书编号 · number', record.certificateNumber],
    ['姓名 · name', record.name],
    ['证件 · identity document', `${record.idType} ${record.idNumberMasked}`],
    [
      '职业 · occupation',
      `${occupation.nameZh} ${occupation.nameEn} (${occupation.edition}, ${occupation.code})`,
    ],
    ...(workType ? [['工种 · work type', `${workType.nameZh} ${workType.nameEn}`] as [string, string]] : []),
    ['等级 · level', `${level.nameZh} ${level.nameEn}`],
    ...scores,
    ['评价机构 · institution', record.institutionName],
    ['评价站点 · site', `${site.name} (${site.code})`],
    ['授权范围 · scope on that day', site.scopeSentence],
    ['批次 · batch', record.batchId],
    ['发证日期 · issued on', record.issuedOn],
  ];
  const title = genuine ? '证书所载 · What it certifies' : '文件自称 · What the file claims, not proven';
  return `${title}\n${rows.map(([name, value]) => `  ${name}: ${toPrintable(value)}\n`).join('')}\n`;
}

function unusable(check: Check): Verdict {
  return {
    valid: false,
    genuine: false,
    unusable: true,
    status: 'unknown',
    checks: [check],
    record: null,
    envelope: null,
    fingerprint: null,
  };
}

function readBytes(path: string): { bytes: Uint8Array } | { check: Check } {
  try {
    // Asked before reading: a disk image given by mistake must not fill the memory.
    if (statSync(path).size > LARGEST_FILE) return { check: makeCheck('file.read', 'too_large') };
    return { bytes: readFileSync(path) };
  } catch (error) {
    return { check: makeCheck('file.read', 'missing', { file: path, reason: reasonOf(error) }) };
  }
}

function readJson(path: string): unknown {
  if (statSync(path).size > LARGEST_LIST) throw new Error('too large');
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The lists that could be fetched; why another could not is said on the screen, and its status stays unknown. */
async function fetchLists(urls: readonly string[]): Promise<unknown[]> {
  const lists: unknown[] = [];
  for (const url of urls) {
    try {
      lists.push(JSON.parse(await fetchText(url)));
    } catch (error) {
      createScreen().say(`${toPrintable(url)}: ${toPrintable(reasonOf(error))}`);
    }
  }
  return lists;
}

async function fetchText(url: string): Promise<string> {
  if (!/^https?:\/\//.test(url)) throw new Error('not a web address');
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(FETCH_MILLISECONDS) });
  if (!answer.ok || !answer.body) throw new Error(`HTTP ${String(answer.status)}`);
  const decoder = new TextDecoder();
  let text = '';
  // A body of fetch gives bytes; its published type does not say so.
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LARGEST_LIST) throw new Error('too large');
  }
  return text + decoder.decode();
}
