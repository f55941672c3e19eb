import { Link } from '@tanstack/react-router';
import type { Client } from '@jiangping/contract/client';
import { useAnswer } from '../shell/answer.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { callPublic } from '../shell/public-call.ts';
import { PublicFrame } from '../shell/PublicFrame.tsx';
import { PublicTrouble } from '../shell/PublicTrouble.tsx';
import { publicTexts } from '../shell/public-texts.ts';
import { useFormats } from '../shell/times.ts';
import { homeTexts } from './home-texts.ts';

type Figure = Awaited<ReturnType<Client['reports']['getFigures']>>[number];

const loadFigures = () => callPublic<Figure[]>('/public/figures');

const points = ['scope', 'review', 'ledger', 'privacy'] as const;

/** The public home: what this is, the way to verification, figures. */
export function HomePage() {
  const t = useTexts(homeTexts);
  return (
    <PublicFrame title={t('title')}>
      <section className="hero">
        <h1>{t('heading')}</h1>
        <p className="hero-lead">{t('lead')}</p>
        <p className="hero-act">
          <Link to="/verify" className="public-button public-button-large">
            {t('verify')}
          </Link>
          <span className="public-small">{t('verifySay')}</span>
        </p>
      </section>
      <Figures />
      <section className="public-section">
        <h2>
          <Link to="/progress">{t('progress')}</Link>
        </h2>
        <p className="public-small">{t('progressSay')}</p>
      </section>
      <section className="public-section">
        <h2>{t('how')}</h2>
        <div className="points">
          {points.map((point) => (
            <div key={point} className="point">
              <h3>{t(`points.${point}`)}</h3>
              <p>{t(`points.${point}Say`)}</p>
            </div>
          ))}
        </div>
      </section>
    </PublicFrame>
  );
}

function Figures() {
  const t = useTexts(homeTexts);
  const common = useTexts(publicTexts);
  const { answer, retry } = useAnswer(loadFigures);
  return (
    <section className="public-section">
      <h2>{t('figures')}</h2>
      <p className="public-small">{t('figuresSay')}</p>
      {answer.state === 'waiting' && <p role="status">{common('loading')}</p>}
      {answer.state === 'refused' && <PublicTrouble error={answer.error} onRetry={retry} />}
      {answer.state === 'given' && answer.data.length === 0 && <p>{t('noFigures')}</p>}
      {answer.state === 'given' && (
        <ul className="figures">
          {answer.data.map((figure) => (
            <FigureCard key={`${figure.key} ${figure.imported}`} figure={figure} />
          ))}
        </ul>
      )}
    </section>
  );
}

function FigureCard({ figure }: { figure: Figure }) {
  const t = useTexts(homeTexts);
  const word = useWord();
  const formats = useFormats();
  const isShare = figure.unit === 'share' || figure.unit === '%';
  const value = figure.unit === 'share' ? figure.value * 100 : figure.value;
  return (
    <li className={figure.imported ? 'figure figure-imported' : 'figure'}>
      <span className="figure-name">{word(figure)}</span>
      <span className="figure-value">
        {formats.number(value)}
        {isShare && <span className="figure-unit"> %</span>}
      </span>
      <span className="figure-mark">{figure.imported ? t('imported') : t('counted')}</span>
      <span className="public-small">
        {t('asOf', { date: formats.date(figure.asOf) })}
        {figure.imported && (
          <>
            <br />
            {t('source', { source: figure.source })}
          </>
        )}
      </span>
    </li>
  );
}
