import { useMemo } from 'preact/hooks';
import { usePreferences } from '../preferences.ts';
import { chooseValue } from './answer-lines.ts';
import { SpotContext, useAnswer } from './answering.ts';
import type { Widget } from './answering.ts';
import { entriesOf } from './content.ts';
import { draw } from './draw.tsx';
import { Group, Limits } from './Group.tsx';
import { Options } from './Options.tsx';

/** One or several of a list. */
export const Choice: Widget = ({ node }) => {
  const { values, min, max, isFull, put } = useAnswer(node);
  const { t } = usePreferences();
  const drawn = useMemo(
    () => entriesOf(node, ['option']).map((entry) => ({ id: entry.id, content: draw(entry.node.children) })),
    [node],
  );
  return (
    <Group node={node}>
      <Limits min={min} max={max} count={values.length} />
      {max === 0 && min < 2 && <p class="limits">{t('multipleHint')}</p>}
      <Options
        options={drawn.map((option) => ({ ...option, isDisabled: isFull }))}
        chosen={values}
        isSingle={max === 1}
        onChoose={(id, isChosen) => put(chooseValue(values, id, isChosen, max))}
      />
    </Group>
  );
};

/** Words of a text that are switched on and off. */
export const HotText: Widget = ({ node }) => {
  const { values, min, max, isFull, put } = useAnswer(node);
  const drawn = useMemo(
    () => draw(node.children.filter((c) => typeof c === 'string' || c.tag !== 'prompt')),
    [node],
  );
  return (
    <Group node={node}>
      <Limits min={min} max={max} count={values.length} />
      <SpotContext.Provider
        value={(spot) => {
          const id = spot.attributes['id'] ?? '';
          const isChosen = values.includes(id);
          return (
            <button
              type="button"
              class={isChosen ? 'hot hot-chosen' : 'hot'}
              aria-pressed={isChosen}
              disabled={isFull && !isChosen}
              onClick={() => put(chooseValue(values, id, !isChosen, max))}
            >
              {draw(spot.children)}
            </button>
          );
        }}
      >
        <div class="hottext">{drawn}</div>
      </SpotContext.Provider>
    </Group>
  );
};
