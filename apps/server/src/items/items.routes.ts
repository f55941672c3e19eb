import { implement } from '@orpc/server';
import type { FastifyInstance } from 'fastify';
import { items } from '@jiangping/contract/items';
import { Sha256 } from '@jiangping/contract/items/question';
import { Refusal } from '@jiangping/domain/refusal';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { sendMedium, tokenOf } from '../base/http.ts';
import { tryQuestion } from './answering.ts';
import { createRateLimit } from '../base/rate-limit.ts';
import { getBank, listBanks } from './bank-figures.ts';
import { checkItems, importItems } from './bank-import.ts';
import { findCaller } from '../people/people.ts';
import { exportItems } from './bank-export.ts';
import { getMedia, storeMedia } from './media.ts';
import { getItem } from './readings.ts';
import { listItems } from './item-list.ts';
import { traceLeak } from './leak-tracing.ts';
import { compareItem } from './resembling.ts';
import { retireItem, vetItems } from './vettings.ts';
import { reviseItem, sendToVetting, writeItem } from './writing.ts';

/** The routes of items. */
export function itemsRoutes(base: Base) {
  const os = implement(items).$context<RequestContext>();
  // A trace reads the whole bank, and tells whether a text is in it.
  const limitTrace = createRateLimit(base.ambient, 20, 2);
  return os.router({
    importItems: os.importItems.handler(({ input, context }) => importItems(base, context.caller, input)),
    checkItems: os.checkItems.handler(({ input, context }) => checkItems(base, context.caller, input)),
    listBanks: os.listBanks.handler(({ context }) => listBanks(base, context.caller)),
    getBank: os.getBank.handler(({ input, context }) => getBank(base, context.caller, input)),
    writeItem: os.writeItem.handler(({ input, context }) => writeItem(base, context.caller, input)),
    reviseItem: os.reviseItem.handler(({ input, context }) => reviseItem(base, context.caller, input)),
    sendToVetting: os.sendToVetting.handler(({ input, context }) =>
      sendToVetting(base, context.caller, input),
    ),
    compareItem: os.compareItem.handler(({ input, context }) => compareItem(base, context.caller, input)),
    vetItems: os.vetItems.handler(({ input, context }) => vetItems(base, context.caller, input)),
    listItems: os.listItems.handler(({ input, context }) => listItems(base, context.caller, input)),
    getItem: os.getItem.handler(({ input, context }) => getItem(base, context.caller, input.versionId)),
    storeMedia: os.storeMedia.handler(({ input, context }) => storeMedia(base, context.caller, input)),
    tryQuestion: os.tryQuestion.handler(({ input, context }) => tryQuestion(base, context.caller, input)),
    exportItems: os.exportItems.handler(({ input, context }) => exportItems(base, context.caller, input)),
    traceLeak: os.traceLeak.handler(({ input, context }) => {
      limitTrace(context.caller?.person.id ?? context.address);
      return traceLeak(base, context.caller, input);
    }),
    retireItem: os.retireItem.handler(({ input, context }) => retireItem(base, context.caller, input)),
  });
}

/** The files of items for those who read items, as bytes for a page's own pictures and players. */
export function serveItemMedia(http: FastifyInstance, base: Base): void {
  http.get<{ Params: { sha256: string } }>('/api/item-media/:sha256', async (request, reply) => {
    const sha256 = Sha256.safeParse(request.params.sha256);
    if (!sha256.success) throw new Refusal('not_found');
    const token = tokenOf(request);
    const caller = token ? await findCaller(base, token, null) : null;
    return sendMedium(reply, await getMedia(base, caller, sha256.data));
  });
}
