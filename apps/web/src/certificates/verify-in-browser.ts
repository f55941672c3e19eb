// The check that the visitor's own browser makes: the library a stranger runs, with the keys and the status lists that
// this site publishes. It is large, so it is loaded only when a certificate is at hand.
import type { Check } from '@jiangping/verify/check';
import type { Verdict } from '@jiangping/verify/verify';
import { callPublic } from '../shell/public-call.ts';

/** One line of the check: the sentences in both languages, and whether it holds; null where it cannot be known. */
export interface CheckedLine {
  readonly name: string;
  readonly holds: boolean | null;
  readonly title: { readonly zh: string; readonly en: string };
  readonly sentence: { readonly zh: string; readonly en: string };
  readonly outcome: string;
}

export interface Verification {
  readonly verdict: Verdict;
  readonly lines: readonly CheckedLine[];
  readonly checkedAt: string;
}

/**
 * Checks a certificate file with the keys this site answers for, then with its newest status lists. What is wrong
 * stands in the lines; it never throws for a bad file. Where the site cannot be reached, keys are compared with nothing
 * and the status stays unknown, and both lines say so.
 */
export async function verifyInBrowser(file: string): Promise<Verification> {
  const [{ verifyBundle }, { sayCheck }, keys] = await Promise.all([
    import('@jiangping/verify/verify'),
    import('@jiangping/verify/check'),
    loadKeys(),
  ]);
  const now = new Date().toISOString();
  const options = { now, ...(keys ? { trust: { issuers: [keys.issuer], logs: [keys.logKey] } } : {}) };
  let verdict = await verifyBundle(file, options);
  // A list is only asked for once the file is known to be genuine: a forger's file shall not make the browser call.
  const lists = verdict.genuine && keys ? await loadStatusLists(verdict) : [];
  if (lists.length > 0) verdict = await verifyBundle(file, { ...options, statusList: lists });
  const lines = verdict.checks.map((check): CheckedLine => {
    const [zh, en] = [sayCheck(check, 'zh'), sayCheck(check, 'en')];
    return {
      name: check.name,
      holds: isOpen(check, verdict) ? null : check.ok,
      title: { zh: zh.title, en: en.title },
      sentence: { zh: zh.sentence, en: en.sentence },
      outcome: check.outcome,
    };
  });
  return { verdict, lines, checkedAt: now };
}

function isOpen({ name, outcome }: Check, { status }: Verdict): boolean {
  return (name === 'status' && status === 'unknown') || (name === 'trust' && outcome === 'named_by_file');
}

async function loadKeys(): Promise<{ issuer: string; logKey: string } | null> {
  try {
    return await callPublic<{ issuer: string; logKey: string }>('/ledger/checkpoint');
  } catch {
    return null;
  }
}

/** The path of a status list on this site, or null for an address that is not one: other places are not called. */
export function pathOfStatusList(listUrl: string): string | null {
  try {
    return /^\/api(\/public\/status-lists\/[0-9a-f-]{36})$/.exec(new URL(listUrl).pathname)?.[1] ?? null;
  } catch {
    return null;
  }
}

async function loadStatusLists({ envelope }: Verdict): Promise<unknown[]> {
  const paths = [
    ...new Set((envelope?.status ?? []).flatMap(({ listUrl }) => pathOfStatusList(listUrl) ?? [])),
  ];
  const answers = await Promise.allSettled(paths.map((path) => callPublic<unknown>(path)));
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
}
