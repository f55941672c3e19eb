import { Card } from 'antd';
import { useTexts } from '../shell/language.ts';
import { useBatch } from './batch.ts';
import { ReadinessList } from './ReadinessList.tsx';
import { batchTexts } from './texts.ts';

/** What still has to stand before the exam may begin. */
export function ReadinessTab() {
  const t = useTexts(batchTexts);
  const { id } = useBatch();
  return (
    <Card className="section">
      <p className="quiet">{t('readinessSay')}</p>
      <ReadinessList batchId={id} />
    </Card>
  );
}
