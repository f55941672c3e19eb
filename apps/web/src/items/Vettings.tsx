import { Card } from 'antd';
import { criteria } from '@jiangping/domain/items/vetting-criteria';
import { useTexts, useWord } from '../shell/language.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import type { Item } from './item.ts';
import { itemTexts } from './texts.ts';

/** Every vetting of a version with its sheet, first to last. */
export function Vettings({ item }: { item: Item }) {
  const t = useTexts(itemTexts);
  return (
    <Card className="section" title={t('vettings')}>
      {item.vettings.length === 0 ? (
        <p className="quiet">{t('vettingsEmpty')}</p>
      ) : (
        <ol className="vettings">
          {item.vettings.map((vetting) => (
            <Vetting key={vetting.vettedAt} vetting={vetting} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function Vetting({ vetting }: { vetting: Item['vettings'][number] }) {
  const t = useTexts(itemTexts);
  const word = useWord();
  const formats = useFormats();
  const { sheet, remarks } = vetting;
  const isApproved = vetting.outcome === 'approved';
  return (
    <li>
      <StateTag tone={isApproved ? 'good' : 'bad'}>
        {t(isApproved ? 'outcomes.approved' : 'outcomes.returned')}
      </StateTag>{' '}
      <span className="quiet">
        {t('vettedBy', { name: vetting.vetter.name, at: formats.instant(vetting.vettedAt) })}
      </span>
      <ul className="vetting-lines">
        {sheet.map(({ criterion, holds, remark }) => (
          <li key={criterion}>
            <span>
              {word(criteria[criterion])}
              {remark !== '' && <span className="vetting-remark">{remark}</span>}
            </span>
            <StateTag tone={holds ? 'good' : 'bad'}>{t(holds ? 'holds' : 'fails')}</StateTag>
          </li>
        ))}
      </ul>
      {remarks !== '' && <p className="item-prose">{remarks}</p>}
    </li>
  );
}
