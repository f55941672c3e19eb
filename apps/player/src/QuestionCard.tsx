import { interactions } from '@jiangping/domain/items/interactions';
import type { RefObject } from 'preact';
import type { PlayerItem } from './api.ts';
import { capital } from './format.ts';
import { usePreferences } from './preferences.ts';
import { flushDrafts } from './question/draft.ts';
import { clearedLines, QuestionContent } from './question/QuestionContent.tsx';

interface Props {
  readonly item: PlayerItem;
  /** Number of items of the paper; null where an item stands alone. */
  readonly total: number | null;
  readonly response: readonly string[];
  readonly isMarked?: boolean;
  readonly headingRef?: RefObject<HTMLHeadingElement | null>;
  readonly onAnswer: (response: readonly string[]) => void;
  /** Without it there is nothing to mark. */
  readonly onMark?: (isMarked: boolean) => void;
}

/** One item as the candidate answers it: stem and options, or its question document. */
export function QuestionCard({ item, total, response, isMarked, headingRef, onAnswer, onMark }: Props) {
  const { t, lang } = usePreferences();
  const { content } = item;
  const isMultiple = item.interaction === 'multiple';
  const cleared = content === null ? [] : clearedLines(content, response);

  return (
    <form class="question card" onSubmit={(domEvent) => domEvent.preventDefault()}>
      <div class="question-head">
        <h1 ref={headingRef ?? null} tabIndex={-1}>
          {t('questionOf', { n: item.position })}{' '}
          {total !== null && <span class="quiet">{t('ofTotal', { total })}</span>}
        </h1>
        {onMark && (
          <button
            type="button"
            class="button mark"
            aria-pressed={isMarked ?? false}
            onClick={() => onMark(!isMarked)}
          >
            <span class="flag" aria-hidden="true" />
            {t(isMarked ? 'marked' : 'mark')}
          </button>
        )}
      </div>
      <p class="question-kind">
        <span class="tag">{capital(interactions[item.interaction][lang])}</span>
        <span class="quiet">{t('pointsOf', { n: item.points })}</span>
        {isMultiple && content === null && <span class="quiet">{t('multipleHint')}</span>}
      </p>
      {content === null ? (
        <PlainQuestion item={item} response={response} onAnswer={onAnswer} />
      ) : (
        <QuestionContent key={item.position} content={content} response={response} onAnswer={onAnswer} />
      )}
      <button
        type="button"
        class="button button-quiet"
        disabled={response.length === cleared.length}
        onClick={() => {
          flushDrafts();
          onAnswer(cleared);
        }}
      >
        {t('clear')}
      </button>
    </form>
  );
}

/** Stem and options, these as the browser's own radio buttons or check boxes, so that every aid can use them. */
function PlainQuestion({ item, response, onAnswer }: Pick<Props, 'item' | 'response' | 'onAnswer'>) {
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
  );
}
