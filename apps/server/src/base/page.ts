import { sql } from 'kysely';
import type { SelectQueryBuilder } from 'kysely';

export interface PageQuery {
  page: number;
  pageSize: number;
}

/** Counts all rows of the query beside each row, so that one query gives the page and the total. */
export const totalOf = sql<number>`(count(*) over ())::int`.as('total');

/** Cuts a query to one page, counted from 1. */
export function pageOf({ page, pageSize }: PageQuery) {
  return <Schema, Table extends keyof Schema, Row>(query: SelectQueryBuilder<Schema, Table, Row>) =>
    query.limit(pageSize).offset((page - 1) * pageSize);
}
