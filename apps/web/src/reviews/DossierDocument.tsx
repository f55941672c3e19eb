// A dossier set as a document: what the server closed, in the words of the trade and with names for ids.
import { useMemo } from 'react';
import { Button } from 'antd';
import type { Batch } from '../batches/batch.ts';
import { saveFile } from '../shell/download.ts';
import { useTexts } from '../shell/language.ts';
import { readDossier } from './dossier.ts';
import { dossierTexts } from './dossier-texts.ts';
import { DossierMarks } from './DossierMarks.tsx';
import { DossierSection, NamesContext, sections } from './DossierPieces.tsx';
import { CandidateSection, EligibilitySection, ResultSection, StaffSection } from './DossierSections.tsx';
import { DossierSittings } from './DossierSittings.tsx';
import { goToPart } from './parts.ts';
import type { Dossier } from './review.ts';

/** The whole dossier, section by section. */
export function DossierDocument({ dossier, batch }: { dossier: Dossier; batch: Batch }) {
  const t = useTexts(dossierTexts);
  const { dossier: body, rest } = useMemo(() => readDossier(dossier.body), [dossier]);
  const names = useMemo(() => new Map(dossier.people.map(({ id, name }) => [id, name])), [dossier]);
  const hasRest = Object.keys(rest).length > 0;
  const shown = sections.filter((section) => section !== 'other' || hasRest);
  const raw = JSON.stringify(dossier.body, null, 2);
  return (
    <NamesContext value={names}>
      <article className="dossier-document">
        <nav className="dossier-contents" aria-label={t('contents')}>
          {shown.map((section) => (
            <Button key={section} type="link" size="small" onClick={() => goToPart(`dossier-${section}`)}>
              {t(`sections.${section}`)}
            </Button>
          ))}
        </nav>
        <CandidateSection body={body} batch={batch} />
        <EligibilitySection body={body} />
        <DossierSittings body={body} />
        <DossierMarks body={body} />
        <StaffSection body={body} />
        <ResultSection body={body} />
        {hasRest && (
          <DossierSection name="other">
            <pre className="raw">{JSON.stringify(rest, null, 2)}</pre>
          </DossierSection>
        )}
        <details className="dossier-raw">
          <summary>{t('raw')}</summary>
          <p className="quiet">{t('rawSay')}</p>
          <Button
            size="small"
            onClick={() => saveFile(`dossier-${String(dossier.number)}.json`, raw, 'application/json')}
          >
            {t('saveRaw')}
          </Button>
          <pre className="raw">{raw}</pre>
        </details>
      </article>
    </NamesContext>
  );
}
