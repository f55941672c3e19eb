// The editor of a theory item: the form, and beside it what the rules say and what the bank has already.
import { useQuery } from '@tanstack/react-query';
import { Alert, Card } from 'antd';
import { interactions } from '@jiangping/domain/items/interactions';
import { partWords } from '@jiangping/formats/problem-parts';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { useFormats } from '../shell/times.ts';
import type { BankPlace } from './bank.ts';
import { wordOfBank } from './bank.ts';
import { CandidateView } from './CandidateView.tsx';
import { documentOf, draftKeyOf, useDraftDocument } from './draft-document.ts';
import type { DraftDocument } from './draft-document.ts';
import { DraftFields } from './DraftFields.tsx';
import { DraftFrame } from './DraftFrame.tsx';

import type { Item } from './item.ts';
import { contentOf, needsDocument, problemsOfDraft, readKept, wordsOfDraft } from './item-draft.ts';
import type { ItemDraft } from './item-draft.ts';
import { useKeptDraft } from './kept-draft.ts';
import type { SpecBody } from './PointSelect.tsx';
import { questionTexts } from './question-texts.ts';
import { Resembling } from './Resembling.tsx';
import { useSave } from './save-item.tsx';
import { useSettled } from './settled.ts';
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
          <Editor {...props} spec={spec.body as unknown as SpecBody} />
        ) : (
          <Alert type="warning" showIcon title={t('specMissing')} />
        )
      }
    </Loaded>
  );
}

/** Milliseconds without a keystroke before the document is made and shown. */
const PAUSE = 700;

function Editor({ place, begin, revised, spec }: ItemEditorProps & { spec: SpecBody }) {
  const t = useTexts(itemTexts);
  const { draft, code, setDraft, setCode, wasKept, forget } = useKeptDraft(place, begin, revised, readKept);
  const name = revised?.code ?? (code === '' ? t('newItem') : code);
  const points = new Set((spec.points ?? []).map((point) => point.code));
  const document = useDraftDocument(useSettled(draftKeyOf(draft), PAUSE));
  const made = needsDocument(draft) ? (document.data ?? null) : null;
  const faults = useFaults(made, document.error);
  const save = useSave({
    place,
    item: async () => {
      const question = (await documentOf(draft))?.question;
      const content = contentOf(draft, question !== undefined);
      return question ? { ...content, question } : content;
    },
    code,
    revised,
    forget,
  });
  const words =
    draft.document === null
      ? wordsOfDraft(draft)
      : {
          stem: made?.reading?.stem ?? '',
          options: (made?.reading?.options ?? []).slice(0, 10).map(({ id, text }) => ({ id, text })),
        };
  return (
    <DraftFrame
      wasKept={wasKept}
      forget={forget}
      problems={problemsOfDraft(draft, name, points)}
      faults={faults}
      save={save}
      beside={
        <>
          <CandidateView
            plain={needsDocument(draft) ? null : draft}
            question={made && faults.length === 0 ? made.question : null}
          />
          {draft.document !== null && made && <SourceReading made={made} />}
        </>
      }
      below={
        <Resembling place={place} draft={words} {...(revised ? { versionId: revised.versionId } : {})} />
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

/** What is missing in the form, or wrong with the document, in words. */
function useFaults(made: DraftDocument | null, error: Error | null): string[] {
  const t = useTexts(questionTexts);
  const word = useWord();
  if (error && !made) return [t('documentBroken', { reason: error.message })];
  if (!made) return [];
  const told = made.faults.map((fault) => t(`faults.${fault}`));
  // A form that is not filled in makes an unsound document: the words of the form say it better.
  if (told.length > 0) return told;
  return made.problems
    .filter(({ severity }) => severity === 'error')
    .map((problem) => lineOf(problem, word(partWords(problem.message)), t));
}

function lineOf(
  { where }: DraftDocument['problems'][number],
  text: string,
  t: ReturnType<typeof useTexts<(typeof questionTexts)['zh']>>,
): string {
  const line = /:(\d+)/.exec(where)?.[1];
  return line === undefined ? text : t('line', { line, text });
}

/** What a typed document is, and what its reader doubts; its errors stand with the other faults of the draft. */
function SourceReading({ made: { reading, problems } }: { made: DraftDocument }) {
  const t = useTexts(questionTexts);
  const word = useWord();
  const formats = useFormats();
  const doubts = problems.filter(({ severity }) => severity !== 'error');
  const isSound = reading !== null && problems.every(({ severity }) => severity !== 'error');
  if (!isSound && doubts.length === 0) return null;
  return (
    <Card className="section" title={t('sourceFaults')}>
      <div aria-live="polite">
        {isSound && (
          <p>
            {reading.maxScore === null
              ? t('sourceSoundOpen', { kind: word(interactions[reading.interaction]) })
              : t('sourceSound', {
                  kind: word(interactions[reading.interaction]),
                  score: formats.number(reading.maxScore),
                })}
          </p>
        )}
        <ul className="draft-problems">
          {doubts.map((problem) => (
            <li key={`${problem.code} ${problem.where} ${problem.message}`}>
              {lineOf(problem, word(partWords(problem.message)), t)}
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
