import { describe, expect, it } from 'vitest';
import { encodeBase64, encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { formatCheckpoint } from '@jiangping/log/checkpoint';
import { drawIndices, drawSeed } from '@jiangping/log/draw';
import { leafHash, rootFromLeaves } from '@jiangping/log/merkle';
import { proofToHash, proveVrf, vrfPublicKey } from '@jiangping/log/vrf';
import { computeDraw } from '@jiangping/verify/draw-values';
import { explainDraw } from './draw-check.ts';
import type { DrawRecord } from './review.ts';

const secret = new Uint8Array(32).fill(9);
const leaves = Array.from({ length: 40 }, (_, i) => leafHash(encodeUtf8(`dossier ${String(i)}`)));
const root = rootFromLeaves(leaves);
const checkpoint = `${formatCheckpoint({ origin: 'center.example/log', size: 7n, root, extensions: [] })}\n— center.example/log AAAA\n`;
const vrfProof = proveVrf(secret, root);

/** A record as the Center would make it; the beacon is whatever the tested library makes of the checkpoint. */
function makeRecord(): DrawRecord {
  const unsown = {
    round: 1,
    root: encodeHex(root),
    dossiers: leaves.length,
    freezeFactId: '019713f0-0000-7000-8000-000000000003',
    checkpoint,
    vrfPublicKey: encodeBase64(vrfPublicKey(secret)),
    vrfProof: encodeBase64(vrfProof),
    share: 0.15,
    minimum: 5,
    drawnBy: { id: 'p', name: '周妍' },
    drawnAt: '2026-11-22T02:16:00.000Z',
    leaves: leaves.map(encodeHex),
  };
  const { beacon } = computeDraw(unsown);
  const bytes = Uint8Array.from(beacon?.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const seed = drawSeed({ root, vrfOutput: proofToHash(vrfProof), beacon: bytes });
  return {
    ...unsown,
    seed: encodeHex(seed),
    drawn: drawIndices(seed, 40, 6).map((index) => index + 1),
  };
}

const record = makeRecord();
const policy = { share: 0.15, minimum: 5 };
const failing = (change: Partial<DrawRecord>) =>
  explainDraw({ ...record, ...change }, { policy }).failing.map(({ name }) => name);

describe('the draw as the reader’s browser repeats it', () => {
  it('holds step by step, with the value of each step', () => {
    const { steps, failing: bad } = explainDraw(record, { policy });
    expect(bad).toEqual([]);
    const valueOf = (name: string) =>
      steps.find((step) => step.name === name)?.values.map(({ text }) => text);
    expect(valueOf('draw.root')).toEqual([record.root]);
    expect(valueOf('draw.seed')).toEqual([record.seed]);
    expect(valueOf('draw.numbers')).toEqual([record.drawn.join(', ')]);
    expect(valueOf('draw.checkpoint')?.[0]).toBe('center.example/log · 7');
  });

  it('says of what the ledger did not answer that it was not checked, not that it holds', () => {
    expect(explainDraw(record, { policy }).open.map(({ name }) => name)).toEqual([
      'draw.freeze',
      'draw.checkpoint',
      'draw.key',
    ]);
  });

  it('names the step that a tampered record breaks, with both values beside each other', () => {
    expect(failing({ leaves: record.leaves.with(3, '00'.repeat(32)) })).toEqual(['draw.root']);
    const free = Array.from({ length: 40 }, (_, i) => i + 1).find(
      (number) => !record.drawn.includes(number),
    )!;
    const drawn = record.drawn.with(0, free).sort((a, b) => a - b);
    const { failing: steps } = explainDraw({ ...record, drawn }, { policy });
    expect(steps.map(({ name }) => name)).toEqual(['draw.numbers']);
    expect(steps[0]?.values).toEqual([
      { name: 'computed', text: record.drawn.join(', ') },
      { name: 'told', text: drawn.join(', ') },
    ]);
    expect(failing({ share: 0.05 })).toContain('draw.policy');
  });

  it('tells the share in per cent', () => {
    const step = explainDraw(record, { policy }).steps.find(({ name }) => name === 'draw.policy');
    expect(step?.sentence.zh).toContain('15%');
  });

  it('never throws, whatever the record holds', () => {
    expect(failing({ leaves: ['zz'], vrfProof: '!', checkpoint: '' })).not.toEqual([]);
  });
});
