// `items check` for every format: QTI by its own reader; other formats as the QTI items that they would become, so that
// interactions, best scores, keys and outcomes mean the same everywhere.
import type { CheckOptions, CheckProblem, CheckReport } from './check.ts';
import type { ExchangeBank } from './exchange/exchange-item.ts';
import { checkQti, reportOf } from './qti/check-qti.ts';
import { readItem } from './qti/item.ts';
import type { Item } from './qti/model.ts';
import { collectProblems } from './qti/problems.ts';
import { buildQtiItem } from './qti-writing/build-item.ts';
import { readItemFile } from './read-bank.ts';

function checkBank(bank: ExchangeBank, file: string, options: CheckOptions): CheckReport {
  // What the readers of banks had to say they have said; only what the responses bring up is new.
  const silent: CheckProblem[] = [];
  const items = bank.items.map((item): Item => {
    const place = `${file} ${item.id}`;
    return {
      ...readItem(buildQtiItem(item, null, null), '3.0', collectProblems(place, silent)),
      id: item.id,
      file: place,
    };
  });
  const problems: CheckProblem[] = [];
  const { items: checked, outcomes } = reportOf(
    {
      items,
      tests: [],
      package: null,
      templates: new Map(),
      problems,
      problemsOf: (where) => collectProblems(where, problems),
    },
    options,
  );
  return { items: checked, ...(outcomes ? { outcomes } : {}), problems };
}

/** What `items check` prints, and whether the file could be read as items at all. It never throws for what the file says. */
export async function checkItems(
  bytes: Uint8Array,
  file: string,
  options: CheckOptions = {},
): Promise<CheckReport & { readonly isUsable: boolean }> {
  const reading = await readItemFile(bytes, file);
  if (reading.kind === 'unusable') return { items: [], problems: reading.problems, isUsable: false };
  if (reading.kind === 'qti') return { ...checkQti(reading.source, options), isUsable: true };
  const report = checkBank(reading.bank, file, options);
  return { ...report, problems: [...reading.problems, ...report.problems], isUsable: true };
}
