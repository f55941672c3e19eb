import { useEffect, useRef } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { PlainLink } from '../shell/PlainLink.tsx';
import type { BankPlace } from './bank.ts';
import type { Item } from './item.ts';
import { itemTexts } from './texts.ts';

export type WrittenItem = Parameters<typeof api.items.writeItem>[0]['item'];

interface SavedItem {
  place: BankPlace;
  /** What is written, of either part; made when it is sent where that takes a while. */
  item: WrittenItem | (() => Promise<WrittenItem>);
  /** The id a writer chose, or nothing. */
  code: string;
  /** The version that is revised, or null for a new item. */
  revised: Item | null;
  forget: () => void;
}

/** Saves an item, as a draft or to vetting (`send`), and goes to its page. */
export function useSave({ place, item: given, code, revised, forget }: SavedItem) {
  const t = useTexts(itemTexts);
  const { notification } = App.useApp();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  // One key as long as the same thing is sent: an answer lost on the way does not make the act happen twice.
  const sent = useRef<{ body: string; key: string } | null>(null);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  return useMutation({
    mutationFn: async (send: boolean) => {
      const item = typeof given === 'function' ? await given() : given;
      const body = JSON.stringify([item, code, send]);
      if (sent.current?.body !== body) sent.current = { body, key: crypto.randomUUID() };
      const options = { context: { key: sent.current.key } };
      if (revised) return await api.items.reviseItem({ versionId: revised.versionId, item, send }, options);
      const { occupationId, level } = place;
      return await api.items.writeItem(
        { occupationId, level, item, send, ...(code.trim() === '' ? {} : { code: code.trim() }) },
        options,
      );
    },
    onSuccess: async (answer, send) => {
      forget();
      notification.success({
        title: t(send ? 'sent' : 'savedDraft', { code: answer.code }),
        description: <PlainLink href={`/ledger/${answer.factId}`}>{t('seeFact')}</PlainLink>,
      });
      await Promise.all(
        [['items'], ['reports']].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      );
      if (!isGone.current) await navigate({ to: '/items/$versionId', params: { versionId: answer.id } });
    },
  });
}
