// Questions about areas of a picture. What can be touched in the picture stands as a list under it, with the same letters,
// for the keyboard and for those who do not see it.
import { useMemo, useState } from 'preact/hooks';
import { usePreferences } from '../preferences.ts';
import { chooseValue, countUses } from './answer-lines.ts';
import { useAnswer } from './answering.ts';
import type { Widget } from './answering.ts';
import { childOf, elementsOf, entriesOf } from './content.ts';
import type { PresentedElement } from './content.ts';
import { draw } from './draw.tsx';
import { readArea } from './geometry.ts';
import type { Area } from './geometry.ts';
import { Group, Limits, useFocusPlace } from './Group.tsx';
import { letterOf, Options } from './Options.tsx';
import { Ordering } from './Ordering.tsx';
import { Pairing, usePicking } from './Pairing.tsx';
import { AreaPlate } from './Plate.tsx';
import { Slot, SlotDialog } from './Slot.tsx';

interface Named extends Area {
  readonly letter: string;
  readonly text: string;
}

/** The areas with a letter each and a name: their label, else the letter. */
function useAreas(node: PresentedElement): readonly Named[] {
  const { t } = usePreferences();
  const areas = useMemo(() => elementsOf(node.children, ['area']).map(readArea), [node]);
  return areas.map((area, i) => ({
    ...area,
    letter: letterOf(i),
    text: area.label === '' ? t('areaOf', { letter: letterOf(i) }) : `${letterOf(i)} ${area.label}`,
  }));
}

/** As the picture names it: its letter stands out before its label. */
function Lettered({ letter, label, text }: Named) {
  if (label === '') return <>{text}</>;
  return (
    <>
      <span class="option-letter">{letter}</span> {label}
    </>
  );
}

/** One or several areas. */
export const Hotspot: Widget = ({ node }) => {
  const { values, min, max, isFull, put } = useAnswer(node);
  const areas = useAreas(node);
  const choose = (id: string, isChosen: boolean) => put(chooseValue(values, id, isChosen, max));
  return (
    <Group node={node}>
      <Limits min={min} max={max} count={values.length} />
      <AreaPlate
        node={node}
        areas={areas}
        chosen={values}
        onTouch={(id) => choose(id, !values.includes(id))}
        pin={({ id }, i) => (values.includes(id) ? `✓ ${letterOf(i)}` : letterOf(i))}
      />
      <Options
        options={areas.map(({ id, label, text }) => ({ id, content: label || text, isDisabled: isFull }))}
        chosen={values}
        isSingle={max === 1}
        onChoose={choose}
      />
    </Group>
  );
};

/** Areas in order. */
export const GraphicOrder: Widget = ({ node }) => {
  const { values, min, max, isFull, put } = useAnswer(node);
  const areas = useAreas(node);
  const focus = useFocusPlace();
  return (
    <Group node={node} rootRef={focus.rootRef}>
      <Limits min={min} max={max} count={values.length} />
      <AreaPlate
        node={node}
        areas={areas}
        chosen={values}
        onTouch={(id) => {
          if (values.includes(id) || !isFull) put(chooseValue(values, id, !values.includes(id), 0));
        }}
        pin={({ id }, i) => (values.includes(id) ? `${letterOf(i)} ${values.indexOf(id) + 1}` : letterOf(i))}
      />
      <Ordering
        entries={areas.map((area) => ({ id: area.id, text: area.text, content: <Lettered {...area} /> }))}
        order={values}
        max={max}
        onOrder={put}
        focus={focus}
      />
    </Group>
  );
};

/** Pairs of areas. */
export const GraphicAssociate: Widget = ({ node }) => {
  const { values, min, max, put } = useAnswer(node);
  const areas = useAreas(node);
  const focus = useFocusPlace();
  const { picked, tap } = usePicking(values, put);
  const isFull = max > 0 && values.length >= max;
  const isFree = ({ id, max: most }: Area) => !isFull && (most === 0 || countUses(values, id) < most);
  return (
    <Group node={node} rootRef={focus.rootRef}>
      <Limits min={min} max={max} count={values.length} />
      <AreaPlate
        node={node}
        areas={areas}
        chosen={picked === null ? values.flatMap((pair) => pair.split(' ')) : [picked]}
        pairs={values}
        onTouch={(id) => {
          const area = areas.find((each) => each.id === id);
          if (area && (picked === id || isFree(area))) tap(id);
        }}
        pin={({ id }, i) => (picked === id ? `● ${letterOf(i)}` : letterOf(i))}
      />
      <Pairing
        entries={areas.map((area) => ({
          id: area.id,
          max: area.max,
          text: area.text,
          content: <Lettered {...area} />,
        }))}
        pairs={values}
        isFull={isFull}
        picked={picked}
        onTap={tap}
        onPairs={put}
        focus={focus}
      />
    </Group>
  );
};

/** Things of a bank put on areas. */
export const GraphicGapMatch: Widget = ({ node }) => {
  const { values, min, max, isFull, put } = useAnswer(node);
  const areas = useAreas(node);
  const bank = useMemo(() => {
    const found = childOf(node, 'bank');
    return found ? entriesOf(found, ['option']) : [];
  }, [node]);
  const [opened, setOpened] = useState<string | null>(null);
  const chosenOf = (id: string) =>
    values.filter((pair) => pair.endsWith(` ${id}`)).map((pair) => pair.slice(0, -id.length - 1));

  const slotOf = ({ id, max: most, text }: Named) => {
    const others = values.filter((pair) => !pair.endsWith(` ${id}`));
    const chosen = chosenOf(id);
    return {
      label: text,
      entries: bank,
      chosen,
      max: most,
      isTaken: (option: string) => {
        const limit = bank.find((entry) => entry.id === option)?.max ?? 0;
        const isUsedUp = limit > 0 && countUses(others, option) >= limit;
        return isUsedUp || (isFull && (most !== 1 || chosen.length === 0));
      },
      onChoose: (options: readonly string[]) =>
        put([...others, ...options.map((option) => `${option} ${id}`)]),
    };
  };
  const openedArea = areas.find(({ id }) => id === opened);
  return (
    <Group node={node}>
      <Limits
        min={min}
        max={max}
        count={values.length}
        isMoreWanted={areas.some(({ id, max: most }) => most !== 1 || chosenOf(id).length === 0)}
      />
      <AreaPlate
        node={node}
        areas={areas}
        chosen={areas.filter(({ id }) => chosenOf(id).length > 0).map(({ id }) => id)}
        onTouch={setOpened}
        pin={({ id }, i) => (
          <>
            {letterOf(i)}
            {bank
              .filter((entry) => chosenOf(id).includes(entry.id))
              .map((entry) => (
                <span key={entry.id} class="pin-content">
                  {draw(entry.node.children)}
                </span>
              ))}
          </>
        )}
      />
      <ul class="matches">
        {areas.map((area) => (
          <li key={area.id}>
            <div class="match-left">
              <Lettered {...area} />
            </div>
            <Slot {...slotOf(area)} />
          </li>
        ))}
      </ul>
      {openedArea && <SlotDialog {...slotOf(openedArea)} onClose={() => setOpened(null)} />}
    </Group>
  );
};
