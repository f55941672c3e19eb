import type { RefObject } from 'preact';
import type { PlayerItem } from './api.ts';
import { usePreferences } from './preferences.ts';

interface Props {
  readonly item: PlayerItem;
  readonly total: number;
  readonly response: readonly string[];
  readonly isMarked: boolean;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  readonly onAnswer: (response: readonly string[]) => void;
  readonly onMark: (isMarked: boolean) => void;
}

/** One item with its options as the browser's own radio buttons or check boxes, so that every aid can use them. */
export function QuestionCard({ item, total, response, isMarked, headingRef, onAnswer, onMark }: Props) {
  const { t } = usePreferences();
  const isMultiple = item.interaction === 'multiple';
  const options =
    item.interaction === 'judgement'
      ? (['true', 'false'] as const).map((id) => ({ id, text: t(id) }))
      : item.options;

  function choose(id: string, isChosen: boolean): void {
    if (!isMultiple) {
      onAnswer([id]);
      return;
    }
    // In the order of the options, so that the same choice is always the same answer.
    onAnswer(
      options.map((option) => option.id).filter((each) => (each === id ? isChosen : response.includes(each))),
    );
  }

  return (
    <form class="question card" onSubmit={(domEvent) => domEvent.preventDefault()}>
      <div class="question-head">
        <h1 ref={headingRef} tabIndex={-1}>
          {t('questionOf', { n: item.position })} <span class="quiet">{t('ofTotal', { total })}</span>
        </h1>
        <button type="button" class="button mark" aria-pressed={isMarked} onClick={() => onMark(!isMarked)}>
          <span class="flag" aria-hidden="true" />
          {t(isMarked ? 'marked' : 'mark')}
        </button>
      </div>
      <p class="question-kind">
        <span class="tag">{t(item.interaction)}</span>
        <span class="quiet">{t('pointsOf', { n: item.points })}</span>
        {isMultiple && <span class="quiet">{t('multipleHint')}</span>}
      </p>
      <fieldset>
        <legend class="stem">{item.stem}</legend>
        <ul class="options">
          {options.map((option, i) => {
            const isChosen = response.includes(option.id);
            return (
              <li key={`${item.position}/${option.id}`}>
                <label class={isChosen ? 'option option-chosen' : 'option'}>
                  <input
                    type={isMultiple ? 'checkbox' : 'radio'}
                    name={`item-${item.position}`}
                    checked={isChosen}
                    onChange={(domEvent) => choose(option.id, domEvent.currentTarget.checked)}
                  />
                  <span class="option-letter" aria-hidden="true">
                    {String.fromCharCode(65 + i)}
                  </span>
                  <span class="option-text">{option.text}</span>
                </label>
              </li>
            );
          })}
        </ul>
      </fieldset>
      <button
        type="button"
        class="button button-quiet"
        disabled={response.length === 0}
        onClick={() => onAnswer([])}
      >
        {t('clear')}
      </button>
    </form>
  );
}
