// What the editors of both parts share: the kept draft, the two ways to save, and beside them what the rules say.
import type { ReactNode } from 'react';
import { Alert, Button, Card, Flex } from 'antd';
import type { Problem } from '@jiangping/domain/refusal';
import { describeRefusal } from '@jiangping/domain/refusals';
import { useLanguage, useTexts } from '../shell/language.ts';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { nameOfField } from './field-words.ts';
import type { useSave } from './save-item.tsx';
import { itemTexts } from './texts.ts';

interface DraftFrameProps {
  /** True where an unsaved draft of this browser was taken up again. */
  wasKept: boolean;
  forget: () => void;
  problems: readonly Problem[];
  /** Faults that no rule of the bank names, in words; they keep it from vetting too. */
  faults?: readonly string[];
  save: ReturnType<typeof useSave>;
  /** Above the problems. */
  beside?: ReactNode;
  /** Below them. */
  below?: ReactNode;
  children: ReactNode;
}

/** The fields of a draft with its saving, and its problems beside them. */
export function DraftFrame(props: DraftFrameProps) {
  const { wasKept, forget, problems, faults = [], save, beside, below, children } = props;
  const t = useTexts(itemTexts);
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
        {children}
        {save.isError && <RefusalAlert error={save.error} />}
        <Flex gap={8} wrap className="section">
          <Button loading={save.isPending} onClick={() => save.mutate(false)}>
            {t('saveDraft')}
          </Button>
          <Button
            type="primary"
            loading={save.isPending}
            disabled={problems.length + faults.length > 0}
            onClick={() => save.mutate(true)}
          >
            {t('send')}
          </Button>
        </Flex>
      </Card>
      <div>
        {beside}
        <Problems problems={problems} faults={faults} />
        {below}
      </div>
    </div>
  );
}

function Problems({ problems, faults }: { problems: readonly Problem[]; faults: readonly string[] }) {
  const t = useTexts(itemTexts);
  const language = useLanguage();
  const told = problems.map(({ code, facts }) => {
    const { field } = facts;
    // Which item it is about is plain here.
    if (code === 'item_invalid' && typeof field === 'string') return nameOfField(field)[language];
    const named = typeof field === 'string' ? { ...facts, field: nameOfField(field)[language] } : facts;
    return describeRefusal(code, named, language).sentence;
  });
  const sentences = [...told, ...faults];
  return (
    <Card className="section" title={t('problems')}>
      <div aria-live="polite">
        {sentences.length === 0 ? (
          <p>{t('noProblems')}</p>
        ) : (
          <>
            <p className="quiet">{t('problemsSay')}</p>
            <ul className="draft-problems">
              {[...new Set(sentences)].map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Card>
  );
}
