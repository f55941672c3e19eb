import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Ambient } from '../base/ambient.ts';

const derive = promisify(argon2);

/** OWASP's second recommended setting for argon2id (19 MiB, 2 passes); measured about 25 ms on two shared cores. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

/** Hashes a password with argon2id and a fresh salt; the text carries its parameters. */
export async function hashPassword(ambient: Ambient, password: string): Promise<string> {
  const nonce = ambient.randomBytes(16);
  const tag = await derive('argon2id', { message: password.normalize('NFC'), nonce, ...cost });
  return `argon2id$${cost.memory}$${cost.passes}$${nonce.toString('base64')}$${tag.toString('base64')}`;
}

/** True where the password gives the stored hash; takes the same time for a wrong one. */
export async function isPassword(stored: string, password: string): Promise<boolean> {
  const [name, memory, passes, salt = '', expected = ''] = stored.split('$');
  if (name !== 'argon2id') return false;
  const tag = await derive('argon2id', {
    ...cost,
    message: password.normalize('NFC'),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
  });
  const wanted = Buffer.from(expected, 'base64');
  return wanted.length === tag.length && timingSafeEqual(wanted, tag);
}
