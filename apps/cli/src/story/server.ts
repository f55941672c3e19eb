import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, RefusedCall } from '@jiangping/contract/client';

export type Client = ReturnType<typeof createClient>;

/** A server as the story sees it: something that answers HTTP. */
export interface Server {
  client(token: string | null): Client;
  now(): Date;
}

export interface Account {
  account: string;
  password: string;
  totpSecret: string;
}

/** A server at an origin. */
export function serverAt(url: string): Server {
  return { client: (token) => createClient({ url, token: () => token }), now: () => new Date() };
}

/** Logs in with password and one-time code; waits for the next code where this one was used. Gives the token. */
export async function logIn(server: Server, { account, password, totpSecret }: Account): Promise<string> {
  const secret = decodeBase32(totpSecret);
  for (let attempt = 0; ; attempt += 1) {
    // The server takes the code of the next step too, so a used one need not be waited out.
    const step = Math.floor(server.now().getTime() / 30_000) + (attempt % 2);
    try {
      return (await server.client(null).people.logIn({ account, password, code: oneTimeCode(secret, step) }))
        .token;
    } catch (error) {
      if (!(error instanceof RefusedCall) || error.problem.code !== 'totp_replayed' || attempt > 6)
        throw error;
      if (attempt % 2 === 1) await sleep(30_000 - (server.now().getTime() % 30_000) + 200);
    }
  }
}

/** RFC 6238 with SHA-1 and six digits, as an authenticator app computes it. */
function oneTimeCode(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function decodeBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
