// A server killed without warning while candidates answer must not lose an answer it has acknowledged: twenty times, at
// random moments, on this run's engine.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { startOwnServer } from '../../apps/cli/src/own-server.ts';
import { runBatch } from '../../apps/cli/src/story/batch.ts';
import { readCandidates } from '../../apps/cli/src/story/files.ts';
import { serverAt } from '../../apps/cli/src/story/server.ts';
import { buildWorld } from '../../apps/cli/src/story/world.ts';
import { databaseUrl } from '../harness/global-setup.ts';

const KILLS = 20;
const CANDIDATES = 8;

interface Device {
  token: string;
  epoch: number;
  items: number;
  /** What the server has acknowledged: position → answer, and the last sequence. */
  acknowledged: Map<number, string>;
  sequence: number;
  saves: number;
}

it('a server killed while candidates answer loses no acknowledged answer', { timeout: 600_000 }, async () => {
  const postgres = inject('postgres');
  const folder = mkdtempSync(join(tmpdir(), 'jiangping-kill-'));
  const name = `kill_${randomBytes(6).toString('hex')}`;
  if (postgres) await onServer(postgres, `create database ${name}`);
  const options = { folder, ...(postgres ? { databaseUrl: databaseUrl(postgres, name) } : {}) };
  let own = await startOwnServer(options);
  try {
    const server = serverAt(own.url);
    const world = await buildWorld(server, await server.client(null).people.listDemoAccounts(), {
      extent: 'batch',
    });
    const candidates = readCandidates().candidates.slice(0, CANDIDATES);
    const { batchId } = await runBatch(world, world.story.main, { upTo: 'running', candidates });
    const administrator = await world.cast.client(world.story.main.staff.siteAdministrator);
    const tickets = await administrator.batches.listTickets({ batchId });
    const devices: Device[] = [];
    for (const ticket of tickets) {
      const candidate = candidates.find((one) => one.name === ticket.name);
      const page = await server
        .client(null)
        .batches.enterSitting({ token: ticket.token, idNumberEnd: candidate?.idNumber.slice(-4) ?? '' });
      devices.push({
        token: page.attemptToken,
        epoch: page.epoch,
        items: page.items.length,
        acknowledged: new Map(),
        sequence: 0,
        saves: 0,
      });
    }
    expect(devices.length).toBeGreaterThan(4);

    let lost = 0;
    for (let round = 0; round < KILLS; round += 1) {
      let alive = true;
      const running = devices.map((device) => answerOn(own.url, device, () => alive));
      await sleep(100 + Math.random() * 500);
      await own.kill();
      alive = false;
      await Promise.all(running);
      own = await startOwnServer({ ...options, port: own.port });
      for (const device of devices) {
        const page = await serverAt(own.url).client(device.token).sittings.getAttempt();
        const kept = new Map(page.responses.map(({ position, response }) => [position, response.join()]));
        if (page.lastSequence < device.sequence) lost += device.sequence - page.lastSequence;
        // A save that was cut off may be stored without having been acknowledged, and then stands over an earlier answer.
        const unacknowledged = Math.max(0, page.lastSequence - device.sequence);
        const differing = [...device.acknowledged].filter(
          ([position, answer]) => kept.get(position) !== answer,
        ).length;
        lost += Math.max(0, differing - unacknowledged);
        device.sequence = page.lastSequence;
        device.acknowledged = new Map(kept);
      }
    }
    const acknowledged = devices.reduce((sum, { saves }) => sum + saves, 0);
    console.log(
      `${postgres ? 'PostgreSQL' : 'embedded engine'}: ${String(KILLS)} kills, acknowledged ${String(acknowledged)}, lost ${String(lost)}`,
    );
    expect(acknowledged).toBeGreaterThan(KILLS * 5);
    expect(lost).toBe(0);
  } finally {
    await own.kill();
    rmSync(folder, { recursive: true, force: true });
    if (postgres) await onServer(postgres, `drop database ${name} with (force)`);
  }
});

/** Saves one answer after another until the server is gone; remembers only what was acknowledged. */
async function answerOn(url: string, device: Device, isAlive: () => boolean): Promise<void> {
  const client = serverAt(url).client(device.token);
  while (isAlive()) {
    const sequence = device.sequence + 1;
    const position = 1 + Math.floor(Math.random() * device.items);
    const response = [['A', 'B', 'C', 'D'][sequence % 4] ?? 'A'];
    try {
      const saved = await client.sittings.saveResponses({
        epoch: device.epoch,
        entries: [{ sequence, position, response, savedAt: new Date().toISOString() }],
      });
      if (saved.lastSequence !== sequence) throw new Error('another sequence was acknowledged');
      device.sequence = sequence;
      device.acknowledged.set(position, response.join());
      device.saves += 1;
    } catch {
      return;
    }
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}
