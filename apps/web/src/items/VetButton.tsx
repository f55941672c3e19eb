import { Form, Input, Radio } from 'antd';
import type { FormInstance } from 'antd';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { StateTag } from '../shell/StateTag.tsx';
import type { Item } from './item.ts';
import type { ItemKind } from './bank.ts';
import { itemTexts } from './texts.ts';
import { criteria, criteriaFor, outcomeOf, writeSheet } from './vetting-sheet.ts';
import type { Judgements } from './vetting-sheet.ts';

interface VetValues {
  judgements: Judgements;
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
      run={({ judgements, remarks = '' }, options) =>
        api.items.vetItems(
          {
            versionIds: [versionId],
            // The form refuses an unfinished sheet.
            outcome: outcomeOf(kind, judgements) ?? 'returned',
            remarks: writeSheet(kind, judgements, remarks),
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
  const word = useWord();
  // antd gives undefined until the fields are there.
  const judgements = (Form.useWatch('judgements', form) as Judgements | undefined) ?? {};
  const outcome = outcomeOf(kind, judgements);
  const isReturned = Object.values(judgements).includes(false);
  return (
    <>
      <div className="vet-lines">
        {criteriaFor(kind).map((criterion) => (
          <Form.Item
            key={criterion}
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
        ))}
      </div>
      <Form.Item
        name="remarks"
        label={t('remarks')}
        extra={t('remarksHint')}
        rules={[
          {
            required: isReturned,
            whitespace: isReturned,
            message: t('required', { label: t('remarks') }),
          },
        ]}
      >
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
