import { CheckCircleFilled } from '@ant-design/icons';
import { Card } from 'antd';
import type { TheoryItem } from '@jiangping/domain/items/item';
import { useTexts } from '../shell/language.ts';
import { itemTexts } from './texts.ts';

/** A theory item as a candidate meets it, with the key marked, its rationale and its source. */
export function TheoryView({ item }: { item: TheoryItem }) {
  const t = useTexts(itemTexts);
  const { stem, correct, rationale, source } = item;
  const options =
    item.interaction === 'judgement'
      ? (['true', 'false'] as const).map((id) => ({
          id,
          mark: id === 'true' ? '√' : '×',
          text: t(id === 'true' ? 'judgementTrue' : 'judgementFalse'),
        }))
      : item.options.map(({ id, text }) => ({ id, mark: id, text }));
  return (
    <Card className="section item-card">
      <h2 className="visually-hidden">{t('stem')}</h2>
      <p className="item-text" lang="zh-CN">
        {stem}
      </p>
      <ul className="item-options" aria-label={t('options')}>
        {options.map(({ id, mark, text }) => {
          const isKey = correct.includes(id);
          return (
            <li key={id} className={isKey ? 'item-key' : ''}>
              <span className="item-letter">{mark}</span>
              <span lang={item.interaction === 'judgement' ? undefined : 'zh-CN'}>{text}</span>
              {isKey && (
                <span className="item-key-word">
                  <CheckCircleFilled /> {t('isKey')}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <h3>{t('rationale')}</h3>
      <p lang="zh-CN">{rationale}</p>
      <h3>{t('source')}</h3>
      <p lang="zh-CN">{source}</p>
    </Card>
  );
}
