// Short facts of a bank as tags (`point=A1.1.1`), so that they pass through programs that know tags and nothing of ours.
import { noFacts } from './exchange-item.ts';
import type { ExchangeItem, ItemFacts } from './exchange-item.ts';

const numberFacts = ['difficulty', 'angoff', 'seconds'] as const;

/** The item's own tags, then its short facts; source and rationale are too long for tags and travel otherwise. */
export function tagsWithFacts(item: ExchangeItem): string[] {
  const { point } = item.facts;
  return [
    ...item.tags,
    ...(point === null ? [] : [`point=${point}`]),
    ...numberFacts.flatMap((fact) => {
      const value = item.facts[fact];
      return value === null ? [] : [`${fact}=${String(value)}`];
    }),
    ...(item.answer.kind === 'choice' && item.answer.scoring === 'all' ? ['scoring=all'] : []),
  ];
}

export interface TagReading {
  readonly tags: string[];
  readonly facts: ItemFacts;
  readonly isAllOrNothing: boolean;
}

/** Takes the facts out of the tags again; a tag of the same form with no sound number stays a tag. */
export function readFactTags(given: readonly string[]): TagReading {
  const tags: string[] = [];
  const facts: Record<string, string | number | null> = { ...noFacts };
  let isAllOrNothing = false;
  for (const tag of given) {
    const [, name = '', value = ''] = /^(point|difficulty|angoff|seconds|scoring)=(.+)$/s.exec(tag) ?? [];
    const isNumber = (numberFacts as readonly string[]).includes(name);
    if (name === 'scoring' && value === 'all') isAllOrNothing = true;
    else if (name === 'point' && facts['point'] === null) facts['point'] = value;
    else if (isNumber && facts[name] === null && Number.isFinite(Number(value))) facts[name] = Number(value);
    else tags.push(tag);
  }
  // Only the keys of noFacts were written, each with its own type.
  return { tags, facts: facts as unknown as ItemFacts, isAllOrNothing };
}
