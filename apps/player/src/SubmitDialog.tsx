import type { PlayerItem } from './api.ts';
import { Dialog } from './Dialog.tsx';
import { usePreferences } from './preferences.ts';
import { completenessOf } from './question/completeness.ts';
import type { SaverState } from './saver-state.ts';
import type { TextKey } from './texts.ts';

interface Props {
  readonly items: readonly PlayerItem[];
  readonly state: SaverState;
  readonly onVisit: (position: number) => void;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
}

/** Asks once before handing in, with what is still open, each number a way back to its item. */
export function SubmitDialog({ items, state, onVisit, onClose, onSubmit }: Props) {
  const { t } = usePreferences();
  const those = (completeness: ReturnType<typeof completenessOf>) =>
    items.filter((item) => completenessOf(item, state.responses.get(item.position) ?? []) === completeness);
  const [open, partial] = [those('open'), those('partial')];
  const marked = items.filter((item) => state.marks.has(item.position));
  const list = (key: TextKey, named: readonly PlayerItem[]) =>
    named.length > 0 && (
      <>
        <p>{t(key, { n: named.length })}</p>
        <div class="cells cells-short">
          {named.map(({ position }) => (
            <button
              key={position}
              type="button"
              class="cell"
              aria-label={t('questionOf', { n: position })}
              onClick={() => onVisit(position)}
            >
              {position}
            </button>
          ))}
        </div>
      </>
    );
  return (
    <Dialog label={t('submitTitle')} className="ask" onClose={onClose}>
      <h2>{t('submitTitle')}</h2>
      {open.length === 0 && partial.length === 0 && <p>{t('submitAll', { total: items.length })}</p>}
      {list('submitOpen', open)}
      {list('submitPartial', partial)}
      {list('submitMarked', marked)}
      <p class="quiet">{t('submitHint')}</p>
      <div class="pair">
        <button type="button" class="button" onClick={onClose}>
          {t('submitBack')}
        </button>
        <button type="button" class="button button-main" onClick={onSubmit}>
          {t('submitYes')}
        </button>
      </div>
    </Dialog>
  );
}
