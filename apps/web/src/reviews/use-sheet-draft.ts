import { useState } from 'react';
import { useMe } from '../shell/me.ts';
import type { Dossier } from './review.ts';
import { draftKey, emptyDraft, isTouched, readDraft } from './sheet.ts';
import type { SheetDraft } from './sheet.ts';

const timeOf = () =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' }).format(new Date());

/** A review sheet kept in this browser at every change, until `finish` is called. */
export function useSheetDraft(dossier: Dossier) {
  const { account } = useMe();
  const key = draftKey(account, dossier.entryId, dossier.digest);
  const [draft, setDraft] = useState<SheetDraft>(() => readDraft(localStorage, key) ?? emptyDraft);
  const [keptAt, setKeptAt] = useState<string | null>(null);
  const [isKeeping, setKeeping] = useState(true);
  const change = (next: SheetDraft) => {
    setDraft(next);
    try {
      if (isTouched(next)) localStorage.setItem(key, JSON.stringify(next));
      else localStorage.removeItem(key);
      setKeptAt(isTouched(next) ? timeOf() : null);
    } catch {
      setKeeping(false);
    }
  };
  const finish = () => {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing is kept where nothing may be kept.
    }
  };
  return { draft, change, keptAt, isKeeping, finish };
}
