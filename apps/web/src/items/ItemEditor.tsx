// The editor of a theory item: the form, and beside it what the rules say and what the bank has already.
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import type { ContentSpec, Point } from '@jiangping/domain/standards/content-spec';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import type { BankPlace } from './bank.ts';
import { wordOfBank } from './bank.ts';
import { DraftFields } from './DraftFields.tsx';
import { DraftFrame } from './DraftFrame.tsx';
import type { Item } from './item.ts';
import { problemsOfDraft, readKept } from './item-draft.ts';
import type { ItemDraft } from './item-draft.ts';
import { useKeptDraft } from './kept-draft.ts';
import { Resembling } from './Resembling.tsx';
import { useSave } from './save-item.tsx';
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
  const { draft, code, setDraft, setCode, wasKept, forget } = useKeptDraft(place, begin, revised, readKept);
  const name = revised?.code ?? (code === '' ? t('newItem') : code);
  const points = new Set((spec.points ?? []).map((point) => point.code));
  const problems = problemsOfDraft(draft, name, points);
  const item = { ...draft, options: [...draft.options], correct: [...draft.correct] };
  const save = useSave({ place, item, code, revised, forget });
  return (
    <DraftFrame
      wasKept={wasKept}
      forget={forget}
      problems={problems}
      save={save}
      below={
        <Resembling place={place} draft={draft} {...(revised ? { versionId: revised.versionId } : {})} />
      }
    >
      <DraftFields
        draft={draft}
        onChange={setDraft}
        spec={spec}
        {...(revised ? {} : { code, onCode: setCode })}
      />
    </DraftFrame>
  );
}
