import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import './public.css';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { useTexts } from './language.ts';
import { publicTexts } from './public-texts.ts';

/** Frame of a public page: brand, ways on, the warning of look-alike sites. Sets the title of the window. */
export function PublicFrame({ title, children }: { title: string; children: ReactNode }) {
  const t = useTexts(publicTexts);
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
  return (
    <div className="public">
      <a className="skip-link" href="#content">
        {t('skipToContent')}
      </a>
      <header className="public-head">
        <Link to="/" className="public-brand">
          <span className="public-mark" aria-hidden="true">
            匠
          </span>
          <span>
            <span className="public-brand-name">{t('product')}</span>
            <span className="public-brand-center">{t('center')}</span>
          </span>
        </Link>
        <nav className="public-nav">
          <Link to="/verify">{t('verify')}</Link>
          <Link to="/login" className="public-nav-staff">
            {t('staff')}
          </Link>
          <LanguageSwitch />
        </nav>
      </header>
      <main id="content" className="public-main" tabIndex={-1}>
        {children}
      </main>
      <footer className="public-foot">
        <p className="public-address">
          <span aria-hidden="true" className="public-lock" />
          {t('address')} <strong>{location.host}</strong>
        </p>
        <p>{t('lookAlike')}</p>
        <p className="public-foot-links">
          <Link to="/">{t('home')}</Link>
          <Link to="/login">{t('staff')}</Link>
        </p>
      </footer>
    </div>
  );
}
