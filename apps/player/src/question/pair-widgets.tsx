import { useMemo } from 'preact/hooks';
import { usePreferences } from '../preferences.ts';
import { countUses } from './answer-lines.ts';
import { SpotContext, useAnswer } from './answering.ts';
import type { Widget } from './answering.ts';
import { childOf, elementsOf, entriesOf } from './content.ts';
import { draw } from './draw.tsx';
import { Group, Limits, useFocusPlace } from './Group.tsx';
import { letterOf } from './Options.tsx';
import { Ordering } from './Ordering.tsx';
import { Pairing, usePicking } from './Pairing.tsx';
import { Slot } from './Slot.tsx';

/** Things put in order. */
export const Order: Widget = ({ node }) => {
  const { values, min, max, put } = useAnswer(node);
  const entries = useMemo(
    () =>
      entriesOf(node, ['option']).map((entry, i) => ({
        id: entry.id,
        text: entry.text || letterOf(i),
        content: draw(entry.node.children),
      })),
    [node],
  );
  const focus = useFocusPlace();
  return (
    <Group node={node} rootRef={focus.rootRef}>
      <Limits min={min} max={max} count={values.length} />
      <Ordering entries={entries} order={values} max={max} onOrder={put} focus={focus} />
    </Group>
  );
};

/** Pairs out of one list. */
export const Associate: Widget = ({ node }) => {
  const { values, min, max, put } = useAnswer(node);
  const entries = useMemo(
    () =>
      entriesOf(node, ['option']).map((entry, i) => ({
        id: entry.id,
        max: entry.max,
        text: entry.text || letterOf(i),
        content: draw(entry.node.children),
      })),
    [node],
  );
  const focus = useFocusPlace();
  const { picked, tap } = usePicking(values, put);
  return (
    <Group node={node} rootRef={focus.rootRef}>
      <Limits min={min} max={max} count={values.length} />
      <Pairing
        entries={entries}
        pairs={values}
        isFull={max > 0 && values.length >= max}
        picked={picked}
        onTap={tap}
        onPairs={put}
        focus={focus}
      />
    </Group>
  );
};

/** For each entry of the left column, what belongs to it from the right one. */
export const Match: Widget = ({ node }) => {
  const { values, min, max, isFull, put } = useAnswer(node);
  const { t } = usePreferences();
  const [left, right] = useMemo(() => {
    const [first, second] = elementsOf(node.children, ['column']);
    return [first ? entriesOf(first, ['option']) : [], second ? entriesOf(second, ['option']) : []];
  }, [node]);
  const drawn = useMemo(() => left.map((entry) => draw(entry.node.children)), [left]);
  return (
    <Group node={node}>
      <Limits
        min={min}
        max={max}
        count={values.length}
        isMoreWanted={left.some(
          ({ id, max: most }) => most !== 1 || !values.some((pair) => pair.startsWith(`${id} `)),
        )}
      />
      <ul class="matches">
        {left.map((entry, i) => {
          const isMine = (pair: string) => pair.startsWith(`${entry.id} `);
          const others = values.filter((pair) => !isMine(pair));
          const chosen = values.filter(isMine).map((pair) => pair.slice(entry.id.length + 1));
          return (
            <li key={entry.id}>
              <div class="match-left">{drawn[i]}</div>
              <Slot
                label={t('matchTo', { text: entry.text || letterOf(i) })}
                entries={right}
                chosen={chosen}
                max={entry.max}
                isTaken={(id) => {
                  const most = right.find((each) => each.id === id)?.max ?? 0;
                  const isUsedUp = most > 0 && countUses(others, id) >= most;
                  // A choice that takes the place of another does not make the answer longer.
                  return isUsedUp || (isFull && (entry.max !== 1 || chosen.length === 0));
                }}
                onChoose={(ids) => put([...others, ...ids.map((id) => `${entry.id} ${id}`)])}
              />
            </li>
          );
        })}
      </ul>
    </Group>
  );
};

/** Gaps of a text, filled from a bank. */
export const GapMatch: Widget = ({ node }) => {
  const { values, min, max, isFull, put } = useAnswer(node);
  const { t } = usePreferences();
  const gaps = useMemo(() => entriesOf(node, ['gap']).map(({ id }) => id), [node]);
  const bank = useMemo(() => {
    const found = childOf(node, 'bank');
    return found ? entriesOf(found, ['option']) : [];
  }, [node]);
  const drawn = useMemo(
    () =>
      draw(
        node.children.filter((child) => typeof child === 'string' || !['prompt', 'bank'].includes(child.tag)),
      ),
    [node],
  );
  const usedUp = (pairs: readonly string[], id: string) => {
    const most = bank.find((entry) => entry.id === id)?.max ?? 0;
    return most > 0 && countUses(pairs, id) >= most;
  };
  return (
    <Group node={node}>
      <Limits min={min} max={max} count={values.length} isMoreWanted={values.length < gaps.length} />
      <ul class="bank" aria-label={t('bank')}>
        {bank.map((entry) => {
          const isUsed = usedUp(values, entry.id);
          return (
            <li key={entry.id} class={isUsed ? 'bank-used' : ''}>
              {draw(entry.node.children)}
              {isUsed && <span class="chip-uses">{t('used')}</span>}
            </li>
          );
        })}
      </ul>
      <SpotContext.Provider
        value={(gap) => {
          const id = gap.attributes['id'] ?? '';
          const isMine = (pair: string) => pair.endsWith(` ${id}`);
          const others = values.filter((pair) => !isMine(pair));
          const chosen = values.filter(isMine).map((pair) => pair.slice(0, -id.length - 1));
          return (
            <Slot
              isInline
              label={t('gapOf', { n: gaps.indexOf(id) + 1 })}
              entries={bank}
              chosen={chosen}
              max={1}
              isTaken={(option) => usedUp(others, option) || (isFull && chosen.length === 0)}
              onChoose={(ids) => put([...others, ...ids.map((option) => `${option} ${id}`)])}
            />
          );
        }}
      >
        <div class="gap-text">{drawn}</div>
      </SpotContext.Provider>
    </Group>
  );
};

/** A list in the middle of a sentence. */
export const InlineChoice: Widget = ({ node }) => {
  const { values, place, put } = useAnswer(node);
  const { t } = usePreferences();
  const entries = useMemo(() => entriesOf(node, ['option']), [node]);
  return (
    <Slot
      isInline
      label={t('gapOf', { n: place })}
      entries={entries}
      chosen={values}
      max={1}
      isTaken={() => false}
      onChoose={put}
    />
  );
};
