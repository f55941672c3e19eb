import { useRef } from 'preact/hooks';
import { usePreferences } from '../preferences.ts';
import { useAnswer } from './answering.ts';
import type { Widget } from './answering.ts';
import { numberOf } from './content.ts';
import { useDraft } from './draft.ts';
import { Group } from './Group.tsx';

/** A number on a scale. Where the handle stands before it was touched is no answer. */
export const Slider: Widget = ({ node }) => {
  const { values, put } = useAnswer(node);
  const { t } = usePreferences();
  const range = useRef<HTMLInputElement>(null);
  const [lower, upper] = [numberOf(node, 'lower', 0), numberOf(node, 'upper', 100)];
  const step = Math.abs(numberOf(node, 'step')) || 1;
  const isReverse = node.attributes['reverse'] === 'true';
  const { value, change, flush } = useDraft<string>(values[0] ?? '', (text) =>
    put(text === '' ? [] : [text]),
  );
  const isOpen = value === '';

  function move(by: 1 | -1): void {
    const input = range.current;
    if (!input) return;
    // The first press takes the handle where it stands.
    if (!isOpen) {
      if (by === 1) input.stepUp();
      else input.stepDown();
    }
    change(input.value);
  }
  const button = (by: 1 | -1) => (
    <button
      type="button"
      class="sign-button"
      aria-label={t(by === 1 ? 'sliderMore' : 'sliderLess')}
      onClick={() => move(by)}
      onBlur={flush}
    >
      <span aria-hidden="true">{by === 1 ? '+' : '−'}</span>
    </button>
  );
  const ends = [<span key="lower">{lower}</span>, <span key="upper">{upper}</span>];
  return (
    <Group node={node}>
      <output class={isOpen ? 'slider-value slider-open' : 'slider-value'}>
        {isOpen ? t('sliderOpen') : value}
      </output>
      <div class="slider">
        {button(isReverse ? 1 : -1)}
        <div class="slider-range">
          <input
            ref={range}
            type="range"
            class={isOpen ? 'range range-open' : 'range'}
            dir={isReverse ? 'rtl' : 'ltr'}
            min={lower}
            max={upper}
            step={step}
            value={isOpen ? lower : value}
            aria-label={t('sliderName', { lower, upper })}
            aria-valuetext={isOpen ? t('sliderOpen') : value}
            onInput={(domEvent) => change(domEvent.currentTarget.value)}
            // A touch or a key that leaves the handle where it stands chooses that place.
            onClick={(domEvent) => change(domEvent.currentTarget.value)}
            onKeyDown={(domEvent) => {
              if (domEvent.key !== 'Enter' && domEvent.key !== ' ') return;
              domEvent.preventDefault();
              change(domEvent.currentTarget.value);
            }}
            onBlur={flush}
          />
          <div class="slider-ends" aria-hidden="true">
            {isReverse ? ends.reverse() : ends}
          </div>
        </div>
        {button(isReverse ? -1 : 1)}
      </div>
      {isOpen && <p class="quiet">{t('sliderHint')}</p>}
    </Group>
  );
};
