import { Form, Select } from 'antd';
import { certifiableLevels, levelNames, partNames } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import { useTexts, useWord } from '../shell/language.ts';
import { OccupationSelect } from '../standards/OccupationSelect.tsx';
import { itemTexts } from './texts.ts';

type Part = 'theory' | 'practical';

/** A bank, as far as it is chosen. */
export interface Target {
  occupationId?: string;
  level?: Level;
  part?: Part;
}

/** Chooses the bank that items go to. */
export function BankTarget({ target, onChange }: { target: Target; onChange: (target: Target) => void }) {
  const t = useTexts(itemTexts);
  const word = useWord();
  const { occupationId, level, part } = target;
  return (
    <Form layout="vertical" className="import-target">
      <Form.Item label={t('occupation')} htmlFor="import-occupation">
        <OccupationSelect
          id="import-occupation"
          {...(occupationId === undefined ? {} : { value: occupationId })}
          onChange={(next) =>
            onChange({ ...omit(target, 'occupationId'), ...(next ? { occupationId: next } : {}) })
          }
        />
      </Form.Item>
      <Form.Item label={t('level')} htmlFor="import-level">
        <Select<Level>
          id="import-level"
          value={level ?? null}
          onChange={(next) => onChange({ ...target, level: next })}
          options={certifiableLevels.map((value) => ({ value, label: word(levelNames[value]) }))}
        />
      </Form.Item>
      <Form.Item label={t('part')} htmlFor="import-part">
        <Select<Part>
          id="import-part"
          value={part ?? null}
          onChange={(next) => onChange({ ...target, part: next })}
          options={(['theory', 'practical'] as const).map((value) => ({
            value,
            label: word(partNames[value]),
          }))}
        />
      </Form.Item>
    </Form>
  );
}

function omit(target: Target, name: keyof Target): Target {
  return Object.fromEntries(Object.entries(target).filter(([key]) => key !== name));
}
