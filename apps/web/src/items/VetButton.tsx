import { Form, Input, Radio } from 'antd';
import type { FormInstance } from 'antd';
import { criteria } from '@jiangping/domain/items/vetting-criteria';
import type { Criterion } from '@jiangping/domain/items/vetting-criteria';
import { criteriaFor, outcomeOf } from '@jiangping/domain/items/vetting-sheet';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { StateTag } from '../shell/StateTag.tsx';
import type { Item } from './item.ts';
import type { ItemKind } from './bank.ts';
import { itemTexts } from './texts.ts';

type Judgements = Readonly<Partial<Record<Criterion, boolean>>>;

interface VetValues {
  judgements: Judgements;
  lineRemarks?: Readonly<Partial<Record<Criterion, string>>>;
  remarks?: string;
}

/** Vets an item by the sheet: the outcome follows from what was judged, nobody chooses it. */
export function VetButton({ item }: { item: Item }) {
  const t = useTexts(itemTexts);
  const { interaction: kind, versionId } = item;
  return (
    <ActButton<VetValues, { factId: string }>
      label={t('vet')}
      title={t('vetTitle', { code: item.code })}
      say={t('vetSay')}
      width={680}
      refreshes={[['items'], ['reports']]}
      run={({ judgements, lineRemarks = {}, remarks = '' }, options) =>
        api.items.vetItems(
          {
            versionIds: [versionId],
            sheet: criteriaFor(kind).map((criterion) => ({
              criterion,
              // The form refuses an unfinished sheet.
              holds: judgements[criterion] === true,
              remark: lineRemarks[criterion] ?? '',
            })),
            ...(remarks.trim() === '' ? {} : { remarks }),
          },
          options,
        )
      }
      fields={(form) => <Sheet kind={kind} form={form} />}
    />
  );
}

function Sheet({ kind, form }: { kind: ItemKind; form: FormInstance<VetValues> }) {
  const t = useTexts(itemTexts);
  // antd gives undefined until the fields are there.
  const judgements = (Form.useWatch('judgements', form) as Judgements | undefined) ?? {};
  const outcome = outcomeOf(kind, judgements);
  return (
    <>
      <div className="vet-lines">
        {criteriaFor(kind).map((criterion) => (
          <SheetLine key={criterion} criterion={criterion} fails={judgements[criterion] === false} />
        ))}
      </div>
      <Form.Item name="remarks" label={t('remarks')} extra={t('remarksHint')}>
        <Input.TextArea rows={3} maxLength={1500} showCount />
      </Form.Item>
      <p role="status">
        {t('outcome')}{' '}
        <StateTag tone={outcome === null ? 'quiet' : outcome === 'approved' ? 'good' : 'bad'}>
          {outcome === null ? t('outcomeOpen') : t(`outcomes.${outcome}`)}
        </StateTag>
      </p>
    </>
  );
}

function SheetLine({ criterion, fails }: { criterion: Criterion; fails: boolean }) {
  const t = useTexts(itemTexts);
  const word = useWord();
  return (
    <>
      <Form.Item
        name={['judgements', criterion]}
        label={word(criteria[criterion])}
        rules={[{ required: true, message: t('judgeAll') }]}
      >
        <Radio.Group
          options={[
            { value: true, label: t('holds') },
            { value: false, label: t('fails') },
          ]}
          optionType="button"
          buttonStyle="solid"
        />
      </Form.Item>
      {fails && (
        <Form.Item
          name={['lineRemarks', criterion]}
          label={t('lineRemark', { criterion: word(criteria[criterion]) })}
          rules={[{ required: true, whitespace: true, message: t('lineRemarkMissing') }]}
        >
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      )}
    </>
  );
}
