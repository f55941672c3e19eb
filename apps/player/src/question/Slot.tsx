// A place that takes one or several of a list: a gap, an inline choice, a row of a match, an area of a picture. On its own
// the browser's list; where the words do not say all of an option, or several fit, a button that opens the options.
import { useMemo, useState } from 'preact/hooks';
import { Dialog } from '../Dialog.tsx';
import { usePreferences } from '../preferences.ts';
import { chooseValue } from './answer-lines.ts';
import type { Entry } from './content.ts';
import { draw } from './draw.tsx';
import { Options } from './Options.tsx';

interface Props {
  readonly label: string;
  readonly entries: readonly Entry[];
  readonly chosen: readonly string[];
  /** 0: any number. */
  readonly max: number;
  /** Used up elsewhere, or the interaction has all it takes. */
  readonly isTaken: (id: string) => boolean;
  readonly isInline?: boolean;
  readonly onChoose: (ids: readonly string[]) => void;
}

/** The place, empty or with what was put there. */
export function Slot(props: Props) {
  const { label, entries, chosen, max, isTaken, isInline, onChoose } = props;
  const { t } = usePreferences();
  const [isOpen, setOpen] = useState(false);
  const shape = isInline ? ' slot-inline' : '';
  const filled = chosen.length > 0 ? ' slot-filled' : '';
  if (max === 1 && entries.every(({ isPlain }) => isPlain)) {
    return (
      <select
        class={`slot${shape}${filled}`}
        aria-label={label}
        onChange={({ currentTarget: { value } }) => onChoose(value === '' ? [] : [value])}
      >
        <option value="" selected={chosen.length === 0}>
          {t('slotEmpty')}
        </option>
        {entries.map(({ id, text }) => {
          const isUsed = isTaken(id) && !chosen.includes(id);
          return (
            <option key={id} value={id} selected={chosen.includes(id)} disabled={isUsed}>
              {isUsed ? t('slotUsed', { text }) : text}
            </option>
          );
        })}
      </select>
    );
  }
  return (
    <>
      <button type="button" class={`slot slot-button${shape}${filled}`} onClick={() => setOpen(true)}>
        <span class="unseen">{label}: </span>
        {chosen.length === 0 ? t('slotEmpty') : <Chosen entries={entries} chosen={chosen} />}
        <span class="slot-sign" aria-hidden="true" />
      </button>
      {isOpen && <SlotDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function Chosen({ entries, chosen }: Pick<Props, 'entries' | 'chosen'>) {
  return (
    <span class="slot-chosen">
      {entries
        .filter(({ id }) => chosen.includes(id))
        .map(({ id, node }) => (
          <span key={id}>{draw(node.children)}</span>
        ))}
    </span>
  );
}

/** The options of a place, from the lower edge of the screen; choosing the only one that fits closes it. */
export function SlotDialog({
  label,
  entries,
  chosen,
  max,
  isTaken,
  onChoose,
  onClose,
}: Props & { readonly onClose: () => void }) {
  const { t } = usePreferences();
  const drawn = useMemo(() => entries.map(({ node }) => draw(node.children)), [entries]);
  return (
    <Dialog label={label} className="drawer" onClose={onClose}>
      <h2>{label}</h2>
      <div class="slot-options">
        <Options
          options={entries.map(({ id }, i) => ({
            id,
            content: drawn[i],
            isDisabled: isTaken(id) || (max > 1 && chosen.length >= max),
          }))}
          chosen={chosen}
          isSingle={max === 1}
          onChoose={(id, isChosen) => onChoose(chooseValue(chosen, id, isChosen, max))}
        />
      </div>
      <div class="pair">
        <button type="button" class="button" disabled={chosen.length === 0} onClick={() => onChoose([])}>
          {t('slotClear')}
        </button>
        <button type="button" class="button button-main" onClick={onClose}>
          {t('slotDone')}
        </button>
      </div>
    </Dialog>
  );
}
