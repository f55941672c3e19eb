// Puts the floors together: database, keys, log, capabilities, HTTP. The only file that knows every capability.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contract } from '@jiangping/contract/contract';
import { Refusal } from '@jiangping/domain/refusal';
import { openAssembler } from '@jiangping/measure/worker-client';
import { systemAmbient } from './base/ambient.ts';
import type { Ambient } from './base/ambient.ts';
import type { Base } from './base/act.ts';
import { serveContract } from './base/contract-handler.ts';
import { openDatabase } from './base/database.ts';
import type { DatabaseChoice } from './base/database.ts';
import { createHttp, FRAMED_PAGE, loginCookie, tokenOf } from './base/http.ts';
import { openKeys } from './base/keys.ts';
import { startLedger } from './base/ledger.ts';
import { batchesRoutes } from './batches/batches.routes.ts';
import { cardsRoutes } from './cards/cards.routes.ts';
import { certificatesRoutes } from './certificates/certificates.routes.ts';
import { itemsRoutes, serveItemMedia } from './items/items.routes.ts';
import { ledgerRoutes } from './ledger.routes.ts';
import { markingRoutes } from './marking/marking.routes.ts';
import { papersRoutes } from './papers/papers.routes.ts';
import { findCaller, installFirst } from './people/people.ts';
import type { FirstAccount } from './people/people.ts';
import { peopleRoutes } from './people/people.routes.ts';
import type { DemoAccount } from './people/people.routes.ts';
import { startItemUseSweep } from './reports/item-use.ts';
import { reportsRoutes } from './reports/reports.routes.ts';
import { resultsRoutes } from './results/results.routes.ts';
import { reviewsRoutes } from './reviews/reviews.routes.ts';
import { sitesRoutes } from './sites/sites.routes.ts';
import {
  createDeviceLimit,
  serveAttemptMedia,
  serveSaves,
  sittingsRoutes,
} from './sittings/sittings.routes.ts';
import { standardsRoutes } from './standards/standards.routes.ts';

export interface AppOptions {
  database: DatabaseChoice;
  /** Folder of keys.json. */
  keyFolder: string;
  /** Name of the log, as it stands in every checkpoint. */
  origin: string;
  publicUrl: string;
  logLevel?: string;
  ambient?: Ambient;
  /** Milliseconds between two runs of the job that brings what sittings tell back to the items; without it none runs. */
  sweepEvery?: number;
  /** Where given this is a demo: its accounts are told to whoever asks, and fictitious ID numbers are accepted. */
  demoAccounts?: () => DemoAccount[];
}

export interface App {
  http: FastifyInstance;
  base: Base;
  /** The line that says which database runs and what it does not promise. */
  promise: string;
  /** Told once, when the database was empty. */
  firstAccounts: FirstAccount[] | null;
  close(): Promise<void>;
}

/** Opens everything and gives the server, not yet listening. */
export async function openApp(options: AppOptions): Promise<App> {
  const ambient = options.ambient ?? systemAmbient;
  const keys = openKeys(options.keyFolder, ambient);
  const database = await openDatabase(options.database);
  const secure = options.publicUrl.startsWith('https:');
  const http = createHttp({ ambient, logLevel: options.logLevel ?? 'info', secureCookies: secure });
  const tellDefect = (what: string) => (error: unknown) =>
    http.log.error({ name: error instanceof Error ? error.name : 'unknown' }, what);
  const ledger = startLedger(database.db, ambient, keys, options.origin, tellDefect('the log writer failed'));
  const base: Base = { db: database.db, ambient, keys, ledger, publicUrl: options.publicUrl };
  const firstAccounts = await installFirst(base, { demo: options.demoAccounts !== undefined });
  await ledger.sequence();

  const assembler = openAssembler();
  const limitDevice = createDeviceLimit(base);
  const router = {
    people: peopleRoutes(base, options.demoAccounts ?? null),
    standards: standardsRoutes(base),
    items: itemsRoutes(base),
    papers: papersRoutes(base, assembler),
    sittings: sittingsRoutes(base, limitDevice),
    marking: markingRoutes(base),
    sites: sitesRoutes(base),
    cards: cardsRoutes(base),
    batches: batchesRoutes(base),
    results: resultsRoutes(base),
    reviews: reviewsRoutes(base),
    certificates: certificatesRoutes(base),
    reports: reportsRoutes(base),
    ledger: ledgerRoutes(base),
  };
  serveSaves(http, base, limitDevice);
  serveAttemptMedia(http, base, limitDevice);
  serveItemMedia(http, base);
  serveContract(http, router, async (request, reply) => {
    const token = tokenOf(request);
    const key = keyOf(request);
    return {
      token,
      key,
      caller: token ? await findCaller(base, token, key) : null,
      address: request.ip,
      setLoginCookie: (value, maxAge) =>
        void reply.header('set-cookie', loginCookie(value, Math.floor(maxAge), secure)),
    };
  });
  await serveDocument(http, options.publicUrl);
  await servePages(http);
  const sweep = options.sweepEvery
    ? startItemUseSweep(base, options.sweepEvery, tellDefect('the statistics of a sitting were not recorded'))
    : null;
  return {
    http,
    base,
    promise: database.promise,
    firstAccounts,
    close: async () => {
      await sweep?.stop();
      await http.close();
      await assembler.close();
      await ledger.close();
      await database.close();
    },
  };
}

function keyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && /^[\x21-\x7e]{8,128}$/.test(key) ? key : null;
}

async function serveDocument(http: FastifyInstance, publicUrl: string): Promise<void> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    info: {
      title: 'Jiangping',
      version: '0.1.0',
      description: 'Vocational skill assessment whose every claim can be checked.',
    },
    servers: [{ url: `${publicUrl}/api` }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    security: [{ bearer: [] }],
  });
  http.get('/openapi.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(document),
  );
}

/** The built pages, where they have been built: the player under /t, the console and public site everywhere else. */
async function servePages(http: FastifyInstance): Promise<void> {
  const folder = (name: string) => join(import.meta.dirname, '../..', name, 'dist');
  const player = folder('player');
  const web = folder('web');
  if (existsSync(player)) {
    await http.register(fastifyStatic, {
      root: player,
      prefix: '/player/',
      wildcard: false,
      maxAge: '1h',
      setHeaders: (reply, path) => {
        if (!path.endsWith('sw.js')) return;
        // The worker lives beside the player's files and serves the ticket pages; a new one must be found at once.
        reply.header('service-worker-allowed', '/t/');
        reply.header('cache-control', 'no-cache');
      },
    });
    const page = (name: string) => async (_request: FastifyRequest, reply: FastifyReply) =>
      reply.header('cache-control', 'no-cache').sendFile(name, player, { maxAge: 0 });
    http.get('/t/*', page('index.html'));
    http.get(FRAMED_PAGE, page('preview.html'));
  }
  if (existsSync(web)) {
    await http.register(fastifyStatic, {
      root: web,
      prefix: '/',
      wildcard: false,
      decorateReply: !existsSync(player),
      maxAge: '1h',
    });
    http.get('/*', async (request, reply) => {
      // A file of an earlier build is gone; the page in its place would be taken for a broken script.
      if (/^\/(assets|fonts|player)\//.test(request.url)) throw new Refusal('not_found');
      return reply.header('cache-control', 'no-cache').sendFile('index.html', web, { maxAge: 0 });
    });
  }
}
