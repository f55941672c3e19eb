import { batches } from './batches.ts';
import { cards } from './cards.ts';
import { certificates } from './certificates.ts';
import { items } from './items.ts';
import { ledger } from './ledger.ts';
import { marking } from './marking.ts';
import { papers } from './papers.ts';
import { people } from './people.ts';
import { reports } from './reports.ts';
import { results } from './results.ts';
import { reviews } from './reviews.ts';
import { sites } from './sites.ts';
import { sittings } from './sittings.ts';
import { standards } from './standards.ts';

/** The whole HTTP contract, one key per capability; served under `/api`. */
export const contract = {
  people,
  standards,
  items,
  papers,
  sittings,
  marking,
  sites,
  cards,
  batches,
  results,
  reviews,
  certificates,
  reports,
  ledger,
};
