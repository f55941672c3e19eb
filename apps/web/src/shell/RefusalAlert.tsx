import { Alert, Button, Typography } from 'antd';
import { troubleOf } from './api.ts';
import { useTexts, useWord } from './language.ts';
import { shellTexts } from './texts.ts';

/** What an error says in the current language: the sentence, what to do, and the number that finds it in the log. */
export function useTrouble(error: unknown): { sentence: string; todo: string; correlationId: string | null } {
  const t = useTexts(shellTexts);
  const word = useWord();
  const trouble = troubleOf(error);
  if (trouble.kind !== 'refused') {
    return { sentence: t(trouble.kind), todo: t(`${trouble.kind}Do`), correlationId: null };
  }
  const { problem } = trouble;
  return { sentence: word(problem), todo: word(problem.do), correlationId: problem.correlationId };
}

/** A refusal as a sentence, the next step, and the number to quote when asking for help. */
export function RefusalAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTexts(shellTexts);
  const { sentence, todo, correlationId } = useTrouble(error);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={sentence}
      description={
        <>
          <div>{todo}</div>
          {correlationId !== null && (
            <Typography.Text type="secondary" className="correlation">
              {t('correlation')}: <Typography.Text copyable>{correlationId}</Typography.Text>
            </Typography.Text>
          )}
        </>
      }
      action={onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
    />
  );
}
