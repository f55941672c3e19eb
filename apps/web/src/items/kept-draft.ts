import { useState } from 'react';
import { useMe } from '../shell/me.ts';
import type { BankPlace } from './bank.ts';
import { wordOfBank } from './bank.ts';
import type { Item } from './item.ts';

/**
 * A draft, kept in this browser under the writer and what is written until it is saved. `read` gives null for what is no draft:
 * another program may have written there.
 */
export function useKeptDraft<Draft extends object>(
  place: BankPlace,
  begin: Draft,
  revised: Item | null,
  read: (text: string | null) => Draft | null,
) {
  const { person } = useMe();
  const storageKey = `item-draft ${person.id} ${revised?.versionId ?? wordOfBank(place)}`;
  const [kept] = useState(() => read(localStorage.getItem(storageKey)));
  const [draft, setDraft] = useState(kept ?? begin);
  const [wasKept, setWasKept] = useState(kept !== null);
  const [code, setCode] = useState('');
  const change = (next: Draft) => {
    setDraft(next);
    localStorage.setItem(storageKey, JSON.stringify(next));
  };
  const forget = () => {
    localStorage.removeItem(storageKey);
    setDraft(begin);
    setWasKept(false);
  };
  return { draft, code, setDraft: change, setCode, wasKept, forget };
}
