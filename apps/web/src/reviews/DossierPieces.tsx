// What the sections of a dossier are made of.
import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { useTexts } from '../shell/language.ts';
import { dossierTexts } from './dossier-texts.ts';

export const sections = [
  'candidate',
  'eligibility',
  'sittings',
  'marks',
  'staff',
  'result',
  'other',
] as const;
export type Section = (typeof sections)[number];

export const NamesContext = createContext<ReadonlyMap<string, string>>(new Map());

/** The name of a person in the dossier; an id nobody named is shown short. */
export function useNameOf(): (id: string | null | undefined) => string {
  const names = useContext(NamesContext);
  return (id) => (id ? (names.get(id) ?? id.slice(-12)) : '—');
}

/** One section with its heading, which the review sheet can lead to. */
export function DossierSection({ name, children }: { name: Section; children: ReactNode }) {
  const t = useTexts(dossierTexts);
  return (
    <section className="dossier-section" id={`dossier-${name}`} tabIndex={-1}>
      <h2>{t(`sections.${name}`)}</h2>
      {children}
    </section>
  );
}

/** Names and values of a section. */
export function Fields({ rows }: { rows: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="dossier-fields">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
