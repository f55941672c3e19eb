import { useTexts } from '../shell/language.ts';
import { verifyTexts } from './public-texts.ts';

/** What the browser did, in plain words. */
export function HowChecked() {
  const t = useTexts(verifyTexts);
  return (
    <details className="public-card how">
      <summary>{t('how')}</summary>
      <ol>
        {(['one', 'two', 'three', 'four'] as const).map((step) => (
          <li key={step}>{t(`howSteps.${step}`)}</li>
        ))}
      </ol>
    </details>
  );
}
