// A question document as the candidate answers it: its text with a widget at each interaction, all of one answer.
import { useMemo, useRef, useState } from 'preact/hooks';
import { usePreferences } from '../preferences.ts';
import { Notice } from '../Shell.tsx';
import { isFitting, readValues, writeValues } from './answer-lines.ts';
import { AnsweringContext } from './answering.ts';
import type { Widget } from './answering.ts';
import { Choice, HotText } from './choice-widgets.tsx';
import { deadTags, listAsked, mediaOf } from './content.ts';
import type { Content } from './content.ts';
import { draw } from './draw.tsx';
import { MediaNotice } from './Media.tsx';
import { Associate, GapMatch, InlineChoice, Match, Order } from './pair-widgets.tsx';
import { RareWidget, rareTags } from './rare.tsx';
import { ExtendedText, TextEntry } from './text-widgets.tsx';

const Unanswerable: Widget = () => {
  const { t } = usePreferences();
  return <Notice kind="warning">{t('unanswerable')}</Notice>;
};

const widgets: Readonly<Record<string, Widget>> = {
  ...Object.fromEntries(rareTags.map((tag) => [tag, RareWidget])),
  ...Object.fromEntries(deadTags.map((tag) => [tag, Unanswerable])),
  choice: Choice,
  order: Order,
  associate: Associate,
  match: Match,
  'gap-match': GapMatch,
  'inline-choice': InlineChoice,
  'text-entry': TextEntry,
  'extended-text': ExtendedText,
  hottext: HotText,
};

interface Props {
  readonly content: Content;
  readonly response: readonly string[];
  readonly onAnswer: (response: readonly string[]) => void;
}

/**
 * Draws the text once and again only what answers change. An answer that the server would not take is not given, and told.
 * Mount it anew for another question, so that what is being typed stays with its own.
 */
export function QuestionContent({ content, response, onAnswer }: Props) {
  const { t } = usePreferences();
  const [isTooLong, setTooLong] = useState(false);
  // Two fields may give up what was typed in one go, before anything is drawn again: the second builds on the first.
  const lines = useRef({ given: response, now: response });
  if (lines.current.given !== response) lines.current = { given: response, now: response };

  function put(name: string, values: readonly string[]): void {
    const held = lines.current.now;
    const next = writeValues(listAsked(content), held, name, values);
    if (!isFitting(next)) {
      setTooLong(true);
      return;
    }
    setTooLong(false);
    if (next.join('\0') === held.join('\0')) return;
    lines.current.now = next;
    onAnswer(next);
  }

  const drawn = useMemo(() => draw(content), [content]);
  const media = useMemo(() => mediaOf(content), [content]);
  return (
    <div class="content">
      <MediaNotice digests={media} />
      <AnsweringContext.Provider value={{ content, lines: response, widgets, put }}>
        {drawn}
      </AnsweringContext.Provider>
      {isTooLong && <Notice kind="warning">{t('answerTooLong')}</Notice>}
    </div>
  );
}

/** The answer with everything cleared but the counts of plays, which cannot be taken back. */
export function clearedLines(content: Content, lines: readonly string[]): readonly string[] {
  return listAsked(content)
    .filter(({ tag }) => tag === 'media')
    .flatMap(({ response }) => readValues(lines, response).map((value) => `${response}=${value}`));
}
