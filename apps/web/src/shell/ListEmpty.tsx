import type { ReactNode } from 'react';
import { Empty } from 'antd';
import { useTexts } from './language.ts';
import { shellTexts } from './texts.ts';

/** An empty list: either nothing matches, or there is nothing yet and this is what to do next. */
export function ListEmpty({ isFiltered, say, act }: { isFiltered: boolean; say: string; act?: ReactNode }) {
  const t = useTexts(shellTexts);
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        isFiltered ? (
          <>
            {t('emptyFiltered')}
            <br />
            {t('emptyFilteredDo')}
          </>
        ) : (
          say
        )
      }
    >
      {!isFiltered && act}
    </Empty>
  );
}
