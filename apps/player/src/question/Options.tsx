import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface Option {
  readonly id: string;
  readonly content: ComponentChildren;
  readonly isDisabled?: boolean;
}

interface Props {
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  /** One only may be chosen: radio buttons, else check boxes. */
  readonly isSingle: boolean;
  readonly onChoose: (id: string, isChosen: boolean) => void;
}

/** Options as the browser's own radio buttons or check boxes with a letter each, so that every aid can use them. */
export function Options({ options, chosen, isSingle, onChoose }: Props) {
  const name = useId();
  return (
    <ul class="options">
      {options.map(({ id, content, isDisabled }, i) => {
        const isChosen = chosen.includes(id);
        const isOff = isDisabled === true && !isChosen;
        return (
          <li key={id}>
            <label class={`option${isChosen ? ' option-chosen' : ''}${isOff ? ' option-off' : ''}`}>
              <input
                type={isSingle ? 'radio' : 'checkbox'}
                name={name}
                checked={isChosen}
                disabled={isOff}
                onChange={(domEvent) => onChoose(id, domEvent.currentTarget.checked)}
              />
              <span class="option-letter" aria-hidden="true">
                {letterOf(i)}
              </span>
              <span class="option-text">{content}</span>
            </label>
          </li>
        );
      })}
    </ul>
  );
}

/** A, B, C … Z, AA, AB … */
export function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}
