// Dated policy rows: every number of the trade that may change by province or by year, with the source it rests on.
// Rules take the value as an argument; this file only finds the row that is in force on a day.
import { isIsoDate } from './calendar.ts';
import type { IsoDate } from './calendar.ts';
import { policies } from './policies.ts';
import type { PolicyKey, PolicyValue } from './policies.ts';
import { Refusal } from './refusal.ts';

/** How well the source of a row is known: read in a document, known but not found (依据待补), or a rule of our own. */
export type Confidence = 'confirmed' | 'unconfirmed' | 'own';

export interface PolicySource {
  readonly document: string;
  readonly clause: string;
  readonly confidence: Confidence;
}

/** One dated value. `to` is the last day in force; a later row of the same key supersedes an earlier one. */
export interface PolicyRow<K extends PolicyKey = PolicyKey> {
  readonly key: K;
  readonly value: PolicyValue<K>;
  readonly from: IsoDate;
  readonly to?: IsoDate;
  readonly source: PolicySource;
}

/** The row of a key in force on a day: of those that cover the day the one that began last, then the last listed. */
export function policyRowOn<K extends PolicyKey>(
  rows: readonly PolicyRow[],
  key: K,
  date: IsoDate,
): PolicyRow<K> {
  let found: PolicyRow | undefined;
  for (const row of rows) {
    const covers = row.key === key && row.from <= date && (row.to === undefined || date <= row.to);
    if (covers && (!found || row.from >= found.from)) found = row;
  }
  if (!found) throw new Refusal('policy_missing', { key, date });
  // The loop above kept only rows of this key.
  return found as PolicyRow<K>;
}

/** The value of a policy on a day. Refuses (`policy_missing`) rather than fall back to a value of its own. */
export function policyOn<K extends PolicyKey>(
  rows: readonly PolicyRow[],
  key: K,
  date: IsoDate,
): PolicyValue<K> {
  return policyRowOn(rows, key, date).value;
}

/** Refuses a row whose dates are turned or whose value is not of the key's kind and range (shares in 0–1, counts ≥ 0). */
export function checkPolicyRow(row: PolicyRow): void {
  const { unit, value: example } = policies[row.key];
  const { value } = row;
  const kindFits = Array.isArray(example)
    ? Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string')
    : typeof value === typeof example;
  const rangeFits =
    typeof value !== 'number' || (Number.isFinite(value) && value >= 0 && (unit !== 'share' || value <= 1));
  if (!kindFits || !rangeFits) throw new Refusal('policy_value_wrong', { key: row.key });
  if (!isIsoDate(row.from) || (row.to !== undefined && (!isIsoDate(row.to) || row.to < row.from))) {
    throw new Refusal('date_invalid');
  }
}

/** The rows a new installation starts with: every known key with the value and source of policies.ts. */
export function defaultPolicyRows(from: IsoDate): readonly PolicyRow[] {
  return (Object.keys(policies) as PolicyKey[]).map((key) => {
    const { value, source } = policies[key];
    return { key, value, from, source };
  });
}
