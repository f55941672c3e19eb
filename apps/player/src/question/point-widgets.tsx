import { useState } from 'preact/hooks';
import { usePreferences } from '../preferences.ts';
import { useAnswer } from './answering.ts';
import type { Widget } from './answering.ts';
import { childOf, numberOf } from './content.ts';
import { useDraft } from './draft.ts';
import { clampPoint, readPoint, writePoint } from './geometry.ts';
import type { Point } from './geometry.ts';
import { Group, Limits, useFocusPlace } from './Group.tsx';
import { MediaWait, useMedia } from './Media.tsx';
import { Pin, Plate, useSize } from './Plate.tsx';

const steps: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowRight: { x: 1, y: 0 },
};
const signs: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowRight: '→',
};
const names = {
  ArrowLeft: 'nudgeLeft',
  ArrowUp: 'nudgeUp',
  ArrowDown: 'nudgeDown',
  ArrowRight: 'nudgeRight',
} as const;
/** With the shift key, and by the buttons, whose press is dearer than a key's. */
const LARGE_STEP = 10;

/** Points set on a picture by touching it, or put in its middle and moved by keys; `position-object` shows its marker there. */
export const Points: Widget = ({ node }) => {
  const { values, min, max, put } = useAnswer(node);
  const { t } = usePreferences();
  const { size, setSize } = useSize(node);
  const focus = useFocusPlace();
  const [held, setHeld] = useState(0);
  const { value: points, change, flush } = useDraft<readonly string[]>(values, put);
  const isFull = max > 0 && points.length >= max;
  const current = Math.min(held, points.length - 1);
  const marker = childOf(node, 'marker');

  function set(index: number, point: Point): void {
    const next = [...points];
    next[index] = writePoint(clampPoint(point, size));
    setHeld(index);
    change(next);
  }
  function touch(point: Point): void {
    if (!isFull) set(points.length, point);
    else if (max === 1) set(0, point);
    flush();
  }
  function nudge(index: number, key: string, by: number): void {
    const step = steps[key];
    const value = points[index];
    if (!step || value === undefined) return;
    const { x, y } = readPoint(value);
    set(index, { x: x + step.x * by, y: y + step.y * by });
  }

  return (
    <Group node={node} rootRef={focus.rootRef}>
      <Limits min={min} max={max} count={points.length} />
      <Plate node={node} size={size} onSize={setSize} onTouch={touch}>
        {points.map((value, i) => (
          <Pin
            key={i}
            at={readPoint(value)}
            size={size}
            kind={marker ? 'point' : i === current ? 'chosen' : 'open'}
          >
            {marker ? <Marker node={marker} width={size.width} /> : <span class="cross" />}
            {max !== 1 && <span class="pin-number">{i + 1}</span>}
          </Pin>
        ))}
      </Plate>
      <p class="quiet">
        {t(isFull && max > 1 ? 'pointsFull' : max === 1 && isFull ? 'pointMove' : 'pointsHint')}
      </p>
      <ul class="points">
        {points.map((value, i) => {
          const { x, y } = readPoint(value);
          return (
            <li key={i}>
              <button
                type="button"
                class={i === current ? 'chip chip-picked' : 'chip'}
                data-place={`point ${i}`}
                data-keys="arrows"
                aria-pressed={i === current}
                onClick={() => setHeld(i)}
                onFocus={() => setHeld(i)}
                onBlur={flush}
                onKeyDown={(domEvent) => {
                  if (!(domEvent.key in steps)) return;
                  domEvent.preventDefault();
                  nudge(i, domEvent.key, domEvent.shiftKey ? LARGE_STEP : 1);
                }}
              >
                {t('pointOf', { n: i + 1, x, y })}
              </button>
              <button
                type="button"
                class="sign-button"
                aria-label={t('takeOut', { text: t('pointOf', { n: i + 1, x, y }) })}
                onClick={() => {
                  focus.focusNext(`point ${Math.max(0, i - 1)}`, 'point add');
                  change(points.filter((_, at) => at !== i));
                  flush();
                }}
              >
                <span aria-hidden="true">✕</span>
              </button>
            </li>
          );
        })}
      </ul>
      <div class="nudges">
        <button
          type="button"
          class="button"
          data-place="point add"
          disabled={isFull}
          onClick={() => {
            focus.focusNext(`point ${points.length}`);
            touch({ x: size.width / 2, y: size.height / 2 });
          }}
        >
          {t('pointAdd')}
        </button>
        {points.length > 0 &&
          (['ArrowLeft', 'ArrowUp', 'ArrowDown', 'ArrowRight'] as const).map((key) => (
            <button
              key={key}
              type="button"
              class="sign-button"
              aria-label={t(names[key], { n: current + 1 })}
              onClick={() => nudge(current, key, LARGE_STEP)}
              onBlur={flush}
            >
              <span aria-hidden="true">{signs[key]}</span>
            </button>
          ))}
      </div>
      {points.length > 0 && <p class="quiet points-keys">{t('pointsKeys')}</p>}
    </Group>
  );
};

/** The thing that is put on the picture, in the scale of the picture. */
function Marker({ node, width }: { node: NonNullable<ReturnType<typeof childOf>>; width: number }) {
  const state = useMedia(node.attributes['src']);
  if (state.kind !== 'ready') return <MediaWait state={state} />;
  const own = numberOf(node, 'width');
  // The pin is as wide as the picture, so that a share of it is a share of the picture.
  return (
    <img
      class="marker"
      src={state.url}
      alt=""
      style={own > 0 && width > 0 ? { width: `${(own / width) * 100}%` } : {}}
    />
  );
}
