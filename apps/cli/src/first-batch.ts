import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findHeadline, verifyBundle } from '@jiangping/verify/verify';
import type { Verdict } from '@jiangping/verify/verify';
import { verdictWords } from '@jiangping/verify/words';
import { formatFindings } from './findings.ts';
import { startOwnServer } from './own-server.ts';
import { createScreen } from './screen.ts';
import type { Screen } from './screen.ts';
import { attachWorld } from './story/attach.ts';
import { runBatch } from './story/batch.ts';
import type { BatchOutcome } from './story/batch.ts';
import { readCandidates, readStory } from './story/files.ts';
import { serverAt } from './story/server.ts';
import type { Server } from './story/server.ts';
import { buildWorld } from './story/world.ts';
import type { World } from './story/world.ts';
import type { Verb } from './verb.ts';

const usage = `Usage: jiangping first-batch [options]

  --url URL           the demo server to use; without it one is started on a free port with a temporary data folder
  --candidates N      how many candidates (36)
  --postgres          with an own server: a private PostgreSQL instead of the embedded engine
  --out FOLDER        leave each certificate there as signed JSON with its proofs and as PDF
  --json              print one object as the last line

Exit status 0 only if everything it tells was checked.`;

/** One certificate, and what a stranger finds out about it. */
interface Example {
  number: string;
  verdict: Verdict;
}

/** What the run claims, each figure checked against the server or against the files. */
interface Summary {
  batch: string;
  candidates: number;
  present: number;
  passed: number;
  drawn: number;
  released: boolean;
  certificates: number;
  treeSize: number;
  verified: number;
  seconds: number;
}

export const firstBatch: Verb = {
  summary: 'Walk one assessment batch over HTTP, from enrolment to a certificate that verifies.',
  usage,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        url: { type: 'string' },
        candidates: { type: 'string', default: '36' },
        postgres: { type: 'boolean', default: false },
        out: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const screen = createScreen();
    if (!values.url) screen.say('Starting a server of its own …');
    const own = values.url ? null : await startOwnServer({ args: values.postgres ? ['--postgres'] : [] });
    try {
      const { summary, example } = await walk(
        serverAt(values.url ?? own?.url ?? ''),
        Number(values.candidates),
        values.out ?? null,
        screen,
      );
      tell(summary, screen);
      if (example) tellExample(example, screen);
      if (values.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
      return isSound(summary) ? 0 : 1;
    } finally {
      await own?.stop();
    }
  },
};

async function walk(
  server: Server,
  count: number,
  out: string | null,
  screen: Screen,
): Promise<{ summary: Summary; example: Example | null }> {
  const started = Date.now();
  const story = readStory();
  const { candidates, rosterMistakes } = readCandidates();
  if (!Number.isInteger(count) || count < 1 || count > candidates.length) {
    throw new Error(`--candidates must be between 1 and ${String(candidates.length)}`);
  }
  const large = count > (story.main.candidates?.count ?? 36);
  const plan = large ? story.rehearsal : story.main;
  const accounts = await server.client(null).people.listDemoAccounts();
  const world =
    (await attachWorld(server, accounts, plan)) ??
    (await buildWorld(server, accounts, {
      extent: 'batch',
      rehearsal: large,
      progress: (title, done, of) => screen.progress(title, done, of),
    }));
  const outcome = await runBatch(world, plan, {
    upTo: 'certified',
    candidates: candidates.slice(0, count),
    mistakes: rosterMistakes.filter(
      ({ position }) => position <= count + rosterMistakes.length && count >= 15,
    ),
    progress: (title, done, of) => screen.progress(title, done, of),
  });
  const checked = await checkCertificates(world, plan.staff.certificateClerk, outcome, out, screen);
  const summary = {
    batch: outcome.code,
    candidates: outcome.accepted,
    present: outcome.present,
    passed: outcome.passed,
    drawn: outcome.drawn,
    released: outcome.released,
    certificates: outcome.certificates,
    treeSize: checked.treeSize,
    verified: checked.verified,
    seconds: Math.round((Date.now() - started) / 100) / 10,
  };
  return { summary, example: checked.example };
}

/** Every certificate of the batch as a holder gets it, verified without the server; a PDF of each where asked. */
async function checkCertificates(
  world: World,
  clerkSlug: string,
  outcome: BatchOutcome,
  out: string | null,
  screen: Screen,
) {
  const clerk = await world.cast.client(clerkSlug);
  const anyone = world.server.client(null);
  const { rows } = await clerk.certificates.listCertificates({ batchId: outcome.batchId, pageSize: 500 });
  if (out) mkdirSync(out, { recursive: true });
  const anchors = await anyone.ledger.getCheckpoint();
  const trust = { issuers: [anchors.issuer], logs: [anchors.logKey] };
  if (out) writeFileSync(join(out, 'trust.json'), `${JSON.stringify(trust, null, 2)}\n`);
  let verified = 0;
  let example: Example | null = null;
  for (const [i, certificate] of rows.entries()) {
    const { fileName, bundle } = await clerk.certificates.getBundle({ certificateId: certificate.id });
    const verdict = await verifyBundle(bundle, { now: world.server.now(), trust });
    example ??= { number: certificate.number, verdict };
    if (verdict.valid) verified += 1;
    else
      screen.say(
        `${certificate.number}: ${verdict.checks
          .filter(({ ok }) => !ok)
          .map(({ name, detail }) => `${name}: ${detail}`)
          .join('; ')}`,
      );
    if (out) {
      writeFileSync(join(out, fileName), bundle);
      const pdf = await clerk.certificates.getPdf({ certificateId: certificate.id });
      writeFileSync(join(out, fileName.replace(/\.json$/, '.pdf')), Buffer.from(await pdf.arrayBuffer()));
    }
    screen.progress('verify · 查验', i + 1, rows.length);
  }
  const size = Number(anchors.checkpoint.split('\n')[1]);
  return { verified, treeSize: size, example };
}

function isSound(summary: Summary): boolean {
  return (
    summary.released &&
    summary.certificates > 0 &&
    summary.certificates === summary.passed &&
    summary.verified === summary.certificates &&
    summary.present > 0 &&
    summary.treeSize > 0
  );
}

function tell(summary: Summary, screen: Screen): void {
  const rows: [string, string | number | boolean][] = [
    ['batch · 批次', summary.batch],
    ['candidates · 报名', summary.candidates],
    ['present · 到考', summary.present],
    ['passed · 合格', summary.passed],
    ['drawn · 抽审', summary.drawn],
    ['released · 审核通过', summary.released ? 'yes · 是' : 'no · 否'],
    ['certificates · 证书', summary.certificates],
    ['verified · 查验通过', summary.verified],
    ['log size · 账本条数', summary.treeSize],
    ['seconds · 用时（秒）', summary.seconds],
  ];
  screen.say('');
  for (const [name, value] of rows) screen.say(`  ${name.padEnd(24)}${String(value)}`);
}

function tellExample({ number, verdict }: Example, screen: Screen): void {
  screen.say(`\n证书 ${number} · certificate ${number}\n`);
  screen.say(formatFindings(verdict.checks, verdictWords[findHeadline(verdict)], verdict.valid));
}
