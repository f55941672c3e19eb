// The check that the visitor's own browser makes: the library a stranger runs, with the keys and the status lists that
// this site publishes. It is large, so it is loaded only when a certificate is at hand.
import type { Check } from '@jiangping/verify/check';
import type { Verdict } from '@jiangping/verify/verify';
import type { Language, Words } from '../shell/language.ts';
import { callPublic } from '../shell/public-call.ts';
import { formatInstant } from '../shell/times.ts';

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
    const say = (language: Language) =>
      sayCheck({ ...check, facts: readableFacts(check, language) }, language);
    const [zh, en] = [say('zh'), say('en')];
    return {
      name: check.name,
      holds: isOpen(check, verdict) ? null : check.ok,
      title: { zh: zh.title, en: en.title },
      sentence: ownSentences[`${check.name}: ${check.outcome}`] ?? { zh: zh.sentence, en: en.sentence },
      outcome: check.outcome,
    };
  });
  return { verdict, lines, checkedAt: now };
}

// The library speaks to whoever gave it the keys; here that was this site and not the visitor.
const ownSentences: Readonly<Record<string, Words>> = {
  'trust: known': {
    zh: '发证机构和账本的密钥与本网站公布的一致',
    en: 'The keys of issuer and ledger are those this site publishes',
  },
  'trust: issuer_unknown': {
    zh: '发证机构的密钥不是本网站公布的密钥：签名者不是本评价中心',
    en: 'The key of the issuer is not one this site publishes: whoever signed is not this Evaluation Center',
  },
  'trust: log_unknown': {
    zh: '账本的密钥不是本网站公布的密钥',
    en: 'The key of the ledger is not one this site publishes',
  },
};

// Instants come as machines write them; a visitor reads Beijing time.
function readableFacts({ facts }: Check, language: Language): Readonly<Record<string, string>> {
  const isInstant = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/;
  return Object.fromEntries(
    Object.entries(facts).map(([name, text]) => [
      name,
      isInstant.test(text) ? formatInstant(text, language) : text,
    ]),
  );
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
