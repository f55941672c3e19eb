import { Link } from '@tanstack/react-router';
import { useTexts } from './language.ts';
import { PublicFrame } from './PublicFrame.tsx';
import { publicTexts } from './public-texts.ts';

/** 404 outside the console. */
export function PublicNotFound() {
  const t = useTexts(publicTexts);
  return (
    <PublicFrame title={t('notFound')}>
      <section className="public-card public-plain">
        <h1>{t('notFound')}</h1>
        <p>{t('notFoundSay')}</p>
        <p>
          <Link to="/" className="public-button">
            {t('home')}
          </Link>
        </p>
      </section>
    </PublicFrame>
  );
}
