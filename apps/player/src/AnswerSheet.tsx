import { interactions } from '@jiangping/domain/items/interactions';
import { useEffect, useRef } from 'preact/hooks';
import type { PlayerItem } from './api.ts';
import { capital } from './format.ts';
import { usePreferences } from './preferences.ts';
import { completenessOf } from './question/completeness.ts';
import type { SaverState } from './saver-state.ts';
import type { TextKey } from './texts.ts';

interface Props {
  readonly items: readonly PlayerItem[];
  readonly state: SaverState;
  readonly onVisit: (position: number) => void;
  readonly onSubmit: () => void;
}

const looks: Readonly<Record<ReturnType<typeof completenessOf>, readonly [look: string, word: TextKey]>> = {
  open: ['', 'stateUnanswered'],
  partial: [' cell-partial', 'statePartial'],
  answered: [' cell-answered', 'stateAnswered'],
};

/** All items at a glance: answered is filled, in part is half filled, open is dashed, marked carries a flag, current is ringed. */
export function AnswerSheet({ items, state, onVisit, onSubmit }: Props) {
  const { t, lang } = usePreferences();
  const stateOf = (item: PlayerItem) => completenessOf(item, state.responses.get(item.position) ?? []);
  const groups = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = groups.current;
    const cell = box?.querySelector('[aria-current]');
    if (!box || !cell) return;
    // Not scrollIntoView: that would move the page as well.
    const [outer, inner] = [box.getBoundingClientRect(), cell.getBoundingClientRect()];
    if (inner.top < outer.top + 8) box.scrollTop -= outer.top + 8 - inner.top;
    else if (inner.bottom > outer.bottom - 8) box.scrollTop += inner.bottom - outer.bottom + 8;
  }, [state.position]);
  const answered = items.filter((item) => stateOf(item) !== 'open').length;
  return (
    <section class="sheet">
      <div class="sheet-head">
        <h2>{t('sheet')}</h2>
        <span>{t('sheetCount', { answered, total: items.length })}</span>
      </div>
      <ul class="legend" aria-hidden="true">
        <li>
          <span class="cell cell-answered" /> {t('stateAnswered')}
        </li>
        {items.some(({ content }) => content !== null) && (
          <li>
            <span class="cell cell-partial" /> {t('statePartial')}
          </li>
        )}
        <li>
          <span class="cell" /> {t('stateUnanswered')}
        </li>
        <li>
          <span class="cell">
            <span class="flag" />
          </span>{' '}
          {t('stateMarked')}
        </li>
        <li>
          <span class="cell cell-current" /> {t('stateCurrent')}
        </li>
      </ul>
      <div class="sheet-groups" ref={groups}>
        {groupsOf(items).map((group) => (
          <div key={group[0]?.position}>
            <h3>{group[0] && capital(interactions[group[0].interaction][lang])}</h3>
            <div class="cells">
              {group.map((item) => {
                const isMarked = state.marks.has(item.position);
                const isCurrent = state.position === item.position;
                const [look, word] = looks[stateOf(item)];
                const words = [
                  t('questionOf', { n: item.position }),
                  t(word),
                  ...(isMarked ? [t('stateMarked')] : []),
                ];
                return (
                  <button
                    key={item.position}
                    type="button"
                    class={`cell${look}${isCurrent ? ' cell-current' : ''}`}
                    aria-label={words.join(', ')}
                    aria-current={isCurrent ? 'step' : undefined}
                    onClick={() => onVisit(item.position)}
                  >
                    {item.position}
                    {isMarked && <span class="flag" />}
                  </button>
                );
              })}
            </div>
          </div>
        ))}
      </div>
      <button type="button" class="button" onClick={onSubmit}>
        {t('submit')}
      </button>
    </section>
  );
}

/** Runs of the same kind of item, as papers are laid out in sections. */
function groupsOf(items: readonly PlayerItem[]): readonly (readonly PlayerItem[])[] {
  const groups: PlayerItem[][] = [];
  for (const item of items) {
    const group = groups.at(-1);
    if (group?.[0]?.interaction === item.interaction) group.push(item);
    else groups.push([item]);
  }
  return groups;
}
