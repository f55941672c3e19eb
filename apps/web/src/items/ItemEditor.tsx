// The editor of a theory item: the form, and beside it what the rules say and what the bank has already.
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Flex } from 'antd';
import type { ContentSpec, Point } from '@jiangping/domain/standards/content-spec';
import { describeRefusal } from '@jiangping/domain/refusals';
import { api } from '../shell/api.ts';
import { useLanguage, useTexts } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { useMe } from '../shell/me.ts';
import { PlainLink } from '../shell/PlainLink.tsx';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import type { BankPlace } from './bank.ts';
import { wordOfBank } from './bank.ts';
import { DraftFields } from './DraftFields.tsx';
import type { Item } from './item.ts';
import { problemsOfDraft, readKept, writeKept } from './item-draft.ts';
import type { ItemDraft } from './item-draft.ts';
import { Resembling } from './Resembling.tsx';
import { itemTexts } from './texts.ts';

interface ItemEditorProps {
  place: BankPlace;
  begin: ItemDraft;
  /** The version that is revised, or null for a new item. */
  revised: Item | null;
}

/** Loads the specification of the bank, then edits. */
export function ItemEditor(props: ItemEditorProps) {
  const { place } = props;
  const t = useTexts(itemTexts);
  const query = useQuery({
    queryKey: ['items', 'getBank', wordOfBank(place)],
    queryFn: ({ signal }) => api.items.getBank(place, { signal }),
  });
  return (
    <Loaded query={query}>
      {({ spec }) =>
        spec ? (
          // The server publishes nothing that problemsOfContentSpec objects to.
          <Editor {...props} spec={spec.body as unknown as ContentSpec & { points?: Point[] }} />
        ) : (
          <Alert type="warning" showIcon title={t('specMissing')} />
        )
      }
    </Loaded>
  );
}

function Editor({
  place,
  begin,
  revised,
  spec,
}: ItemEditorProps & { spec: ContentSpec & { points?: Point[] } }) {
  const t = useTexts(itemTexts);
  const { draft, code, setDraft, setCode, wasKept, forget } = useKeptDraft(place, begin, revised);
  const name = revised?.code ?? (code === '' ? t('newItem') : code);
  const points = new Set((spec.points ?? []).map((point) => point.code));
  const problems = problemsOfDraft(draft, name, points);
  const save = useSave({ place, draft, code, revised, forget });
  return (
    <div className="item-columns">
      <Card className="section">
        {wasKept && (
          <Alert
            className="section"
            type="info"
            showIcon
            title={t('kept')}
            action={<Button onClick={forget}>{t('discardKept')}</Button>}
          />
        )}
        <DraftFields
          draft={draft}
          onChange={setDraft}
          spec={spec}
          {...(revised ? {} : { code, onCode: setCode })}
        />
        {save.isError && <RefusalAlert error={save.error} />}
        <Flex gap={8} wrap className="section">
          <Button loading={save.isPending} onClick={() => save.mutate(false)}>
            {t('saveDraft')}
          </Button>
          <Button
            type="primary"
            loading={save.isPending}
            disabled={problems.length > 0}
            onClick={() => save.mutate(true)}
          >
            {t('send')}
          </Button>
        </Flex>
      </Card>
      <div>
        <Problems problems={problems} />
        <Resembling place={place} draft={draft} {...(revised ? { versionId: revised.versionId } : {})} />
      </div>
    </div>
  );
}

function Problems({ problems }: { problems: ReturnType<typeof problemsOfDraft> }) {
  const t = useTexts(itemTexts);
  const language = useLanguage();
  return (
    <Card className="section" title={t('problems')}>
      <div aria-live="polite">
        {problems.length === 0 ? (
          <p>{t('noProblems')}</p>
        ) : (
          <>
            <p className="quiet">{t('problemsSay')}</p>
            <ul className="draft-problems">
              {problems.map(({ code, facts }, row) => (
                <li key={`${code} ${String(row)}`}>{describeRefusal(code, facts, language).sentence}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Card>
  );
}

/** The draft, kept in this browser under the writer and what is written until it is saved. */
function useKeptDraft(place: BankPlace, begin: ItemDraft, revised: Item | null) {
  const { person } = useMe();
  const storageKey = `item-draft ${person.id} ${revised?.versionId ?? wordOfBank(place)}`;
  const [kept] = useState(() => readKept(localStorage.getItem(storageKey)));
  const [draft, setDraft] = useState(kept ?? begin);
  const [wasKept, setWasKept] = useState(kept !== null);
  const [code, setCode] = useState('');
  const change = (next: ItemDraft) => {
    setDraft(next);
    localStorage.setItem(storageKey, writeKept(next));
  };
  const forget = () => {
    localStorage.removeItem(storageKey);
    setDraft(begin);
    setWasKept(false);
  };
  return { draft, code, setDraft: change, setCode, wasKept, forget };
}

function useSave({
  place,
  draft,
  code,
  revised,
  forget,
}: Pick<ItemEditorProps, 'place' | 'revised'> & { draft: ItemDraft; code: string; forget: () => void }) {
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
    mutationFn: (send: boolean) => {
      const item = { ...draft, options: [...draft.options], correct: [...draft.correct] };
      const body = JSON.stringify([item, code, send]);
      if (sent.current?.body !== body) sent.current = { body, key: crypto.randomUUID() };
      const options = { context: { key: sent.current.key } };
      if (revised) return api.items.reviseItem({ versionId: revised.versionId, item, send }, options);
      const { occupationId, level } = place;
      return api.items.writeItem(
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
