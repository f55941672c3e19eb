import { implement } from '@orpc/server';
import { items } from '@jiangping/contract/items';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { getBank, listBanks } from './bank-figures.ts';
import { checkItems, importItems } from './bank-import.ts';
import { getItem, listItems } from './readings.ts';
import { compareItem } from './resembling.ts';
import { retireItem, vetItems } from './vettings.ts';
import { reviseItem, sendToVetting, writeItem } from './writing.ts';

/** The routes of items. */
export function itemsRoutes(base: Base) {
  const os = implement(items).$context<RequestContext>();
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
    retireItem: os.retireItem.handler(({ input, context }) => retireItem(base, context.caller, input)),
  });
}
