import { useTexts } from './language.ts';
import { PublicFrame } from './PublicFrame.tsx';
import { publicTexts } from './public-texts.ts';

/** Shown when a page's own code could not be fetched or broke, outside the frame of the console. */
export function BrokenPublicPage() {
  const t = useTexts(publicTexts);
  return (
    <PublicFrame title={t('broken')}>
      <section className="public-card public-plain" role="alert">
        <h1>{t('broken')}</h1>
        <p>{t('brokenSay')}</p>
        <button type="button" className="public-button" onClick={() => location.reload()}>
          {t('reload')}
        </button>
      </section>
    </PublicFrame>
  );
}
