// The rules of a paper as one table: a line a rule, a column a form, so that parallel forms stand side by side; and the
// same rules counted again in this browser, by the code of the domain that shares nothing with the assembly.
import { checkForms } from '@jiangping/domain/papers/paper-rules';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import type { Interaction } from '@jiangping/domain/items/interactions';
import { wordsOfRule } from '@jiangping/domain/papers/rule-words';
import { flattenRanges } from '@jiangping/domain/standards/content-spec';
import type { ContentRange } from '@jiangping/domain/standards/content-spec';
import type { Words } from '../shell/language.ts';

/** One rule of a form (`A`), or of the forms together (null), as the server counted it. */
export interface RuleCheck {
  readonly name: string;
  readonly form: string | null;
  readonly value: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly ok: boolean;
}

export const ruleGroups = ['structure', 'content', 'difficulty', 'angoff', 'time', 'between'] as const;
export type RuleGroup = (typeof ruleGroups)[number];

/** One rule over all forms; `values` by form label, `''` for the forms together. */
export interface RuleLine {
  readonly name: string;
  readonly group: RuleGroup;
  readonly min: number | null;
  readonly max: number | null;
  readonly values: Readonly<Record<string, number>>;
  readonly ok: boolean;
}

/** What a rule is about: `content.A1` is content, `overlap.1.2` is between forms. */
export function groupOfRule(name: string): RuleGroup {
  const [kind] = name.split('.');
  if (kind === 'content' || kind === 'difficulty' || kind === 'angoff') return kind;
  if (kind === 'seconds' || kind === 'minutes') return 'time';
  return kind === 'overlap' || kind === 'forms' ? 'between' : 'structure';
}

/** The checks as lines, in the order of the checks; two checks of one rule with other bounds are two lines. */
export function linesOfChecks(checks: readonly RuleCheck[]): readonly RuleLine[] {
  const lines = Map.groupBy(checks, ({ name, min, max }) => `${name} ${String(min)} ${String(max)}`);
  return [...lines.values()].flatMap((same) => {
    const [first] = same;
    return first
      ? [
          {
            name: first.name,
            group: groupOfRule(first.name),
            min: first.min,
            max: first.max,
            values: Object.fromEntries(same.map(({ form, value }) => [form ?? '', value])),
            ok: same.every(({ ok }) => ok),
          },
        ]
      : [];
  });
}

/** The labels of the forms that the checks speak of, in order. */
export function formsOfChecks(checks: readonly RuleCheck[]): readonly string[] {
  return [...new Set(checks.flatMap(({ form }) => (form === null ? [] : [form])))].sort();
}

/** A rule in words, a range by its name too: `content.A1` → A1 职业道德 分值. */
export function nameOfRule(name: string, ranges: readonly ContentRange[]): Words {
  const code = name.startsWith('content.') ? name.slice('content.'.length) : null;
  const range = flattenRanges(ranges).find((each) => each.code === code);
  if (range) return { zh: `${range.code} ${range.name} 分值`, en: `points of ${range.code} ${range.name}` };
  const [, one, other] = /^overlap\.(\d+)\.(\d+)$/.exec(name) ?? [];
  if (one && other) {
    const [a = '', b = ''] = [one, other].map((place) => String.fromCharCode(64 + Number(place)));
    return { zh: `${a} 卷与 ${b} 卷重题`, en: `items shared by ${a} and ${b}` };
  }
  if (name.startsWith('difficulty.')) {
    const level = name.slice('difficulty.'.length);
    return { zh: `难度 ${level} 的题占比`, en: `share of difficulty ${level}` };
  }
  return wordsOfRule(name);
}

/** What a recount needs of a paper: its forms with the figures of their items. */
export interface CountedForm {
  readonly label: string;
  readonly items: readonly {
    readonly versionId: string;
    readonly interaction: string;
    readonly point: string | null;
    readonly difficulty: number | null;
    readonly angoff: number | null;
    readonly seconds: number | null;
  }[];
}

export interface Recount {
  /** Rules that were counted again here. */
  readonly counted: number;
  readonly broken: readonly RuleCheck[];
  /** Rules whose figure is not the one that the server stated. */
  readonly differing: readonly RuleCheck[];
}

/**
 * Counts every rule of a theory blueprint again on the items shown, and compares each with what the server stated. Near
 * duplicates (`enemies`) are left out: they are found by comparing the full texts of the bank.
 */
export function recountForms(
  blueprint: Blueprint,
  forms: readonly CountedForm[],
  stated: readonly RuleCheck[],
): Recount {
  const labels = forms.map(({ label }) => label);
  const found = checkForms(
    blueprint,
    forms.map(({ items }) =>
      items.map((item) => ({
        id: item.versionId,
        // A theory form holds nothing else, and each of its items has these figures.
        interaction: item.interaction as Interaction,
        point: item.point ?? '',
        difficulty: item.difficulty ?? Number.NaN,
        angoff: item.angoff ?? Number.NaN,
        seconds: item.seconds ?? Number.NaN,
      })),
    ),
  ).flatMap(({ name, ...rest }): RuleCheck[] => {
    const [, place, own] = /^(\d+)\.(.+)$/.exec(name) ?? [];
    const check = { name: own ?? name, form: place ? (labels[Number(place) - 1] ?? null) : null, ...rest };
    return check.name === 'enemies' ? [] : [check];
  });
  const isSame = (one: RuleCheck) =>
    stated.some(
      ({ name, form, value, ok }) =>
        name === one.name && form === one.form && ok === one.ok && Math.abs(value - one.value) < 1e-6,
    );
  return {
    counted: found.length,
    broken: found.filter(({ ok }) => !ok),
    differing: found.filter((one) => !isSame(one)),
  };
}
