import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createClient, RefusedCall } from '@jiangping/contract/client';
import { auditLog } from '@jiangping/verify/audit';
import type { AuditOptions, AuditReport } from '@jiangping/verify/audit';
import { makeCheck } from '@jiangping/verify/check';
import type { Check } from '@jiangping/verify/check';
import type { LogReader } from '@jiangping/verify/log-reading';
import { parseTrustAnchors } from '@jiangping/verify/trust';
import { auditVerdictWords } from '@jiangping/verify/words';
import { formatFindings, formatObject, reasonOf } from './findings.ts';
import { createScreen } from './screen.ts';
import type { Verb } from './verb.ts';

const usage = `Usage: jiangping audit --url URL [options]

  --url URL           the server whose public log to read, https://center.example
  --since FILE        the checkpoint kept from an earlier audit: since then entries may only have been added
  --keep FILE         write the checkpoint there for the next audit, if the log holds
  --trust FILE        keys known beforehand: {"issuers": [...], "logs": [verifier key …]}
  --json              print one object as the last line: {valid, size, faults, checks}

Every entry is read, which takes a while on a long log. Exit status: 0 the log holds, 1 it does not, 2 it could not be
read.`;

export const audit: Verb = {
  summary: 'Read a whole public log and check every entry.',
  usage,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        url: { type: 'string' },
        since: { type: 'string' },
        keep: { type: 'string' },
        trust: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    if (values.url === undefined) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    const { url, json } = values;
    const options = readOptions(values);
    if ('check' in options) return tell(null, [options.check], json);
    const screen = createScreen();
    const onProgress = (done: number, of: number) => screen.progress('audit · 核对', done, of);
    let report: AuditReport;
    try {
      report = await auditLog(readerOf(url), { ...options, onProgress });
    } catch (error) {
      return tell(null, [makeCheck('log.read', 'unreachable', { reason: reasonOf(error) })], json);
    }
    // A checkpoint of a log that does not hold must never become what the next audit compares with.
    if (values.keep !== undefined && report.valid) writeFileSync(values.keep, report.checkpoint);
    return tell(report, report.checks, json);
  },
};

function tell(report: AuditReport | null, checks: readonly Check[], isJson: boolean): number {
  const valid = report?.valid ?? false;
  if (isJson) {
    const more = report === null ? { unusable: true } : { size: report.size, faults: report.faults };
    process.stdout.write(formatObject(valid, checks, more));
  } else {
    const words = auditVerdictWords[report === null ? 'unusable' : valid ? 'valid' : 'invalid'];
    process.stdout.write(`匠评 Jiangping · 账本核对 · audit\n\n${formatFindings(checks, words, valid)}`);
  }
  return report === null ? 2 : valid ? 0 : 1;
}

function readOptions(values: { since?: string; trust?: string }): AuditOptions | { check: Check } {
  let path = values.since ?? '';
  try {
    const since = values.since === undefined ? {} : { since: readFileSync(path, 'utf8') };
    path = values.trust ?? '';
    const trust =
      values.trust === undefined ? {} : { trust: parseTrustAnchors(JSON.parse(readFileSync(path, 'utf8'))) };
    return { ...since, ...trust };
  } catch (error) {
    return { check: makeCheck('log.read', 'unreadable', { file: path, reason: reasonOf(error) }) };
  }
}

/** Reads a log over HTTP, as anybody can. What an older server refuses to serve counts as not served. */
function readerOf(url: string): LogReader {
  const { ledger } = createClient({ url: url.replace(/\/+$/, '') });
  const orNone = async <T>(answer: Promise<readonly T[]>): Promise<readonly T[]> => {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof RefusedCall) return [];
      throw error;
    }
  };
  return {
    getCheckpoint: () => ledger.getCheckpoint(),
    listFacts: async (from, count) => (await ledger.listFacts({ from, count })).facts,
    listLeaves: async (from, count) => {
      try {
        return (await ledger.listLeaves({ from, count })).leaves;
      } catch (error) {
        if (!(error instanceof RefusedCall)) throw error;
        return error.problem.code === 'ledger_tile_missing' ? [] : null;
      }
    },
    listCheckpoints: (from, count) =>
      orNone(
        ledger
          .listCheckpoints({ from, count })
          .then(({ checkpoints }) => checkpoints.map(({ checkpoint }) => checkpoint)),
      ),
    getConsistency: (from, to) => orNone(ledger.getConsistency({ from, to }).then(({ proof }) => proof)),
  };
}
