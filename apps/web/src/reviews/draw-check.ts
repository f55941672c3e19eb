// The draw of a batch, done anew in the reader's own browser from the record the server gave: what a stranger runs
// (packages/verify), with the keys, the ledger's proof and the rule of the day that this site publishes.
import { sayCheck } from '@jiangping/verify/check';
import type { Check } from '@jiangping/verify/check';
import { verifyDraw } from '@jiangping/verify/draw';
import type { DrawOptions } from '@jiangping/verify/draw';
import { computeDraw } from '@jiangping/verify/draw-values';
import type { DrawValues } from '@jiangping/verify/draw-values';
import type { Words } from '../shell/language.ts';
import type { DrawRecord } from './review.ts';

/** What a step's value is; the words stand in the texts of the capability. */
export type ValueName = 'computed' | 'told' | 'log' | 'beacon' | 'output' | 'key' | 'fact';

export interface DrawStep {
  readonly name: string;
  /** Null where it could not be checked. */
  readonly holds: boolean | null;
  readonly title: Words;
  readonly sentence: Words;
  readonly values: readonly { readonly name: ValueName; readonly text: string }[];
}

export interface DrawCheck {
  /** The steps in the order of the draw. */
  readonly steps: readonly DrawStep[];
  readonly failing: readonly DrawStep[];
  /** Steps that could not be checked, for want of an answer of the ledger. */
  readonly open: readonly DrawStep[];
}

const openOutcomes: readonly string[] = ['not_given', 'not_compared', 'named_by_record'];

/** Does the draw anew and says of each step whether it holds, with its values; never throws. */
export function explainDraw(record: DrawRecord, options: DrawOptions): DrawCheck {
  const values = computeDraw(record);
  const steps = verifyDraw(record, options).checks.map((check): DrawStep => {
    const { title, sentence } = wordsOf(check);
    return {
      name: check.name,
      holds: check.ok && openOutcomes.includes(check.outcome) ? null : check.ok,
      title,
      sentence,
      values: valuesOf(check, record, values),
    };
  });
  return {
    steps,
    failing: steps.filter(({ holds }) => holds === false),
    open: steps.filter(({ holds }) => holds === null),
  };
}

// The library speaks to whoever gave it keys and rule; here that was this site and not the reader.
const ownSentences: Readonly<Record<string, Words>> = {
  'draw.key: known': {
    zh: '抽取密钥与评价中心公布的一致',
    en: 'The draw key is the one the Evaluation Center publishes',
  },
  'draw.key: unknown': {
    zh: '抽取密钥不是评价中心公布的密钥',
    en: 'The draw key is not the one the Evaluation Center publishes',
  },
};

function wordsOf(check: Check): { title: Words; sentence: Words } {
  const share = Number(check.facts['share']);
  const facts = Number.isFinite(share)
    ? { ...check.facts, share: `${String(Math.round(share * 10_000) / 100)}%` }
    : check.facts;
  const [zh, en] = [sayCheck({ ...check, facts }, 'zh'), sayCheck({ ...check, facts }, 'en')];
  return {
    title: { zh: zh.title, en: en.title },
    sentence: ownSentences[`${check.name}: ${check.outcome}`] ?? { zh: zh.sentence, en: en.sentence },
  };
}

function valuesOf({ name }: Check, record: DrawRecord, values: DrawValues): DrawStep['values'] {
  const compared = (computed: string | null, told: string) => [
    { name: 'computed' as const, text: computed ?? '—' },
    ...(computed === told ? [] : [{ name: 'told' as const, text: told }]),
  ];
  switch (name) {
    case 'draw.root':
      return compared(values.root, record.root);
    case 'draw.freeze':
      return [{ name: 'fact', text: record.freezeFactId }];
    case 'draw.checkpoint':
      return [
        { name: 'log', text: `${values.log ?? '—'} · ${values.size ?? '—'}` },
        { name: 'beacon', text: values.beacon ?? '—' },
      ];
    case 'draw.vrf':
      return [{ name: 'output', text: values.vrfOutput ?? '—' }];
    case 'draw.key':
      return [{ name: 'key', text: record.vrfPublicKey }];
    case 'draw.seed':
      return compared(values.seed, record.seed);
    case 'draw.numbers':
      return compared(values.drawn?.join(', ') ?? null, record.drawn.join(', '));
    default:
      return [];
  }
}
