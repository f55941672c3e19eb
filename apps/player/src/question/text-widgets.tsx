import { usePreferences } from '../preferences.ts';
import { roomOf, soundText } from './answer-lines.ts';
import { useAnswer } from './answering.ts';
import type { Widget } from './answering.ts';
import { numberOf } from './content.ts';
import { useDraft } from './draft.ts';
import { Group } from './Group.tsx';

/** Left of the room for a text from which on it is told. */
const TELL_BELOW = 200;

/** A word or number in the middle of a sentence. */
export const TextEntry: Widget = ({ node }) => {
  const { response, lines, values, place, put } = useAnswer(node);
  const { t } = usePreferences();
  const form = node.attributes['input'];
  const isNumber = form === 'integer' || form === 'decimal';
  const most = roomOf(lines, response);
  const { value, change, flush } = useDraft(values[0] ?? '', (text) => {
    // Full-width digits come from Chinese input methods.
    const sound = soundText(isNumber ? text.normalize('NFKC').replace(/[−–]/g, '-').trim() : text, most);
    put(sound.trim() === '' ? [] : [sound]);
  });
  const isWrong = isNumber && value.trim() !== '' && !isNumeral(value, form);
  return (
    <span class="entry-field">
      <input
        class={value === '' ? 'blank' : 'blank blank-filled'}
        type="text"
        inputMode={form === 'integer' ? 'numeric' : form === 'decimal' ? 'decimal' : 'text'}
        aria-label={t('gapOf', { n: place })}
        aria-invalid={isWrong}
        placeholder={node.attributes['placeholder'] ?? ''}
        style={{ width: `${Math.min(24, Math.max(5, numberOf(node, 'length', 8) + 1.5))}em` }}
        value={value}
        maxLength={most}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={(domEvent) => change(domEvent.currentTarget.value)}
        onBlur={flush}
      />
      {isNumber && (
        // The number pads of some phones have no minus sign.
        <button
          type="button"
          class="sign-button minus-button"
          aria-label={t('changeSign')}
          onClick={() => change(value.startsWith('-') ? value.slice(1) : `-${value}`)}
        >
          ±
        </button>
      )}
      {isWrong && (
        <span class="entry-wrong" role="status">
          {t(form === 'integer' ? 'wantInteger' : 'wantNumber')}
        </span>
      )}
    </span>
  );
};

function isNumeral(text: string, form: string): boolean {
  const sound = text.normalize('NFKC').replace(/[−–]/g, '-').trim();
  // A lone sign is the beginning of a number, not a mistake.
  if (sound === '-') return true;
  return form === 'integer' ? /^[+-]?\d+$/.test(sound) : /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(sound);
}

/** A text of several lines. */
export const ExtendedText: Widget = ({ node }) => {
  const { response, lines, values, place, of, put } = useAnswer(node);
  const { t } = usePreferences();
  const most = roomOf(lines, response);
  const { value, change, flush } = useDraft(values[0] ?? '', (text) => {
    const sound = soundText(text, most);
    put(sound.trim() === '' ? [] : [sound]);
  });
  return (
    <Group node={node}>
      <textarea
        class="long-text"
        aria-label={of > 1 ? t('answerPlace', { n: place }) : t('answerHere')}
        rows={Math.min(16, Math.max(4, numberOf(node, 'lines', 6)))}
        placeholder={node.attributes['placeholder'] ?? ''}
        value={value}
        maxLength={most}
        onInput={(domEvent) => change(domEvent.currentTarget.value)}
        onBlur={flush}
      />
      <p class="quiet">
        {t('textLength', { n: value.length })}
        {most - value.length < TELL_BELOW && ` ${t('textLeft', { n: Math.max(0, most - value.length) })}`}
      </p>
    </Group>
  );
};
