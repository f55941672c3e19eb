import { Alert, Grid, Progress, Steps } from 'antd';
import { useTexts, useWord } from '../shell/language.ts';
import { batchStateNames, phaseOf, phases } from './way.ts';
import type { Phase } from './way.ts';
import type { Batch } from './batch.ts';
import { batchTexts } from './texts.ts';

const stations = Object.keys(phases) as Phase[];

/** The way of a batch from plan to certificates, and where it stands on it. */
export function BatchWay({ batch: { state } }: { batch: Batch }) {
  const t = useTexts(batchTexts);
  const word = useWord();
  const isWide = Grid.useBreakpoint().lg ?? false;
  const current = phaseOf(state);
  const stateName = word(batchStateNames[state], state);
  if (current === null) return <Alert type="info" showIcon title={stateName} />;
  const isOver = state === 'archived';
  if (!isWide) {
    const done = isOver ? stations.length : current + 1;
    return (
      <div className="batch-way-short">
        <div>
          {t('station', { number: current + 1, of: stations.length })}{' '}
          <strong>{t(`phases.${stations[current] ?? 'plan'}`)}</strong>
        </div>
        <Progress
          percent={(done / stations.length) * 100}
          steps={stations.length}
          showInfo={false}
          size={[32, 6]}
          aria-label={stateName}
        />
      </div>
    );
  }
  return (
    <Steps
      size="small"
      titlePlacement="vertical"
      current={isOver ? stations.length : current}
      status={state === 'returned' ? 'error' : 'process'}
      items={stations.map((phase, index) => {
        const title = t(`phases.${phase}`);
        return { title, ...(index === current && stateName !== title ? { content: stateName } : {}) };
      })}
    />
  );
}
