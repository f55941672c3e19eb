import { implement } from '@orpc/server';
import { cards } from '@jiangping/contract/cards';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { issueCard, listCards } from './cards.ts';

/** The routes of cards. */
export function cardsRoutes(base: Base) {
  const os = implement(cards).$context<RequestContext>();
  return os.router({
    issueCard: os.issueCard.handler(({ input, context }) => issueCard(base, context.caller, input)),
    listCards: os.listCards.handler(({ input, context }) => listCards(base, context.caller, input)),
  });
}
