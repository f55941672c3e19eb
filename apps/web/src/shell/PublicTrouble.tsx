import { useTexts, useWord } from './language.ts';
import { wordsOf } from './public-call.ts';
import { publicTexts } from './public-texts.ts';

/** An error of a public call: the sentence, the next step, and the number to quote when asking for help. */
export function PublicTrouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTexts(publicTexts);
  const word = useWord();
  const { say, todo, correlationId } = wordsOf(error);
  return (
    <div className="public-trouble" role="alert">
      <p className="public-trouble-say">{word(say)}</p>
      <p>{word(todo)}</p>
      {correlationId !== null && (
        <p className="public-small">
          {t('correlation')}: {correlationId}
        </p>
      )}
      {onRetry && (
        <button type="button" className="public-button" onClick={onRetry}>
          {t('retry')}
        </button>
      )}
    </div>
  );
}
