import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useTexts } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import { stepFrom } from './sheet.ts';
import type { Mark, ScoringRow } from './sheet.ts';
import { markingTexts } from './texts.ts';

interface RowMarkProps {
  row: ScoringRow;
  mark: Mark | undefined;
  onChange: (mark: { points: number; note: string } | null) => void;
}

/** One scoring row: the rule, the points by steps, and why points were taken off. A row without a mark is not a zero. */
export function RowMark({ row, mark, onChange }: RowMarkProps) {
  const t = useTexts(markingTexts);
  const formats = useFormats();
  const note = mark?.note ?? '';
  const give = (points: number) => onChange({ points, note: points === row.points ? '' : note });
  const isShort = mark !== undefined && mark.points < row.points;
  return (
    <li className={mark ? 'sheet-row' : 'sheet-row sheet-row-open'}>
      <div className="sheet-row-words">
        <strong>{row.element}</strong>
        <p className="quiet">{row.rule}</p>
      </div>
      <div className="stepper" role="group" aria-label={t('pointsFor', { element: row.element })}>
        <Button className="stepper-end" disabled={mark?.points === 0} onClick={() => give(0)}>
          0
        </Button>
        <Button
          className="stepper-step"
          icon={<MinusOutlined />}
          aria-label={t('less', { step: row.step })}
          disabled={mark?.points === 0}
          onClick={() => give(stepFrom(row, mark?.points, -1))}
        />
        <output className="stepper-value" aria-live="polite">
          {mark ? formats.number(mark.points) : <span className="stepper-none">{t('unmarked')}</span>}
        </output>
        <Button
          className="stepper-step"
          icon={<PlusOutlined />}
          aria-label={t('more', { step: row.step })}
          disabled={mark?.points === row.points}
          onClick={() => give(stepFrom(row, mark?.points, 1))}
        />
        <Button
          className="stepper-end"
          disabled={mark?.points === row.points}
          onClick={() => give(row.points)}
          aria-label={t('fullPoints', { points: row.points })}
        >
          {formats.number(row.points)}
        </Button>
      </div>
      {isShort && (
        <Input
          className="sheet-row-note"
          value={note}
          maxLength={500}
          aria-label={t('noteFor', { element: row.element })}
          placeholder={t('note')}
          onChange={({ target }) => onChange({ points: mark.points, note: target.value })}
        />
      )}
    </li>
  );
}
