import { useQuery } from '@tanstack/react-query';
import { Card } from 'antd';
import { searchTextOf } from '@jiangping/domain/items/near-duplicate';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { PlainLink } from '../shell/PlainLink.tsx';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { useFormats } from '../shell/times.ts';
import type { BankPlace } from './bank.ts';
import { useSettled } from './settled.ts';
import { itemTexts } from './texts.ts';

/** Letters a stem has before the bank is searched for its like. */
const LEAST = 6;
/** Milliseconds without a keystroke before the search, since what it shows goes on record. */
const PAUSE = 1200;

/** The items of the bank that the draft resembles, with stem and options, beside what is being written. */
export function Resembling({
  place,
  draft,
  versionId,
}: {
  place: BankPlace;
  /** The words of what is written. */
  draft: { readonly stem: string; readonly options: readonly { id: string; text: string }[] };
  versionId?: string;
}) {
  const t = useTexts(itemTexts);
  const formats = useFormats();
  const compared = useSettled(JSON.stringify({ stem: draft.stem, options: draft.options }), PAUSE);
  const item = JSON.parse(compared) as { stem: string; options: { id: string; text: string }[] };
  const isLong = searchTextOf(item.stem).length >= LEAST;
  const { occupationId, level } = place;
  const query = useQuery({
    queryKey: ['items', 'compareItem', occupationId, level, versionId ?? '', compared],
    queryFn: ({ signal }) =>
      api.items.compareItem(
        { occupationId, level, item, ...(versionId === undefined ? {} : { versionId }) },
        { signal },
      ),
    enabled: isLong,
    // Asking again would be another reading, on record.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    placeholderData: (earlier) => earlier,
  });
  const found = query.data?.resembles ?? [];
  return (
    <Card className="section" title={t('resembling')}>
      <div aria-live="polite">
        {query.isError && <RefusalAlert error={query.error} />}
        {!isLong ? (
          <p className="quiet">{t('resemblingWait')}</p>
        ) : found.length === 0 ? (
          query.isSuccess && <p className="quiet">{t('resemblingNone')}</p>
        ) : (
          <>
            <p className="quiet">{t('resemblingSay')}</p>
            <ul className="resembling">
              {found.map(({ versionId: id, code, stem, options, similarity }) => (
                <li key={id}>
                  <PlainLink href={`/items/${id}`}>{code}</PlainLink>{' '}
                  <span className="quiet">
                    {t('similarityOf', { share: `${formats.number(Math.round(similarity * 100))}%` })}
                  </span>
                  <p lang="zh-CN">{stem}</p>
                  {options.length > 0 && (
                    <p lang="zh-CN" className="quiet">
                      {options.map((option) => `${option.id}．${option.text}`).join('　')}
                    </p>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Card>
  );
}
