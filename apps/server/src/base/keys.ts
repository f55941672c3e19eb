import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ambient } from './ambient.ts';

const names = ['log', 'draw', 'issuer', 'fields', 'digests', 'tickets', 'papers'] as const;

/**
 * The server's secrets, 32 bytes each: Ed25519 seeds for the log, the draw (VRF) and the issuer, a key for encrypted
 * fields, one for keyed digests, one for admission tickets, one that wraps the content keys of papers. They live outside
 * the database.
 */
export type Keys = Record<(typeof names)[number], Buffer>;

/** Reads the keys of a data folder, or makes them once with owner-only rights. Throws where the file is damaged. */
export function openKeys(folder: string, ambient: Ambient): Keys {
  const file = join(folder, 'keys.json');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const made = Object.fromEntries(names.map((name) => [name, ambient.randomBytes(32).toString('base64')]));
    writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600, flag: 'wx' });
  }
  const stored = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const keys = Object.fromEntries(
    names.map((name) => [name, Buffer.from(stored[name] ?? '', 'base64')]),
  ) as Keys;
  for (const name of names) {
    if (keys[name].length !== 32) throw new Error(`keys.json: the key "${name}" is missing or damaged`);
  }
  return keys;
}
