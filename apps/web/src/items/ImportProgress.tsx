import { Progress } from 'antd';
import { useTexts } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import { itemTexts } from './texts.ts';

/** How many items of a file the server has seen to. */
export function ImportProgress({ seen, all }: { seen: number; all: number }) {
  const t = useTexts(itemTexts);
  const formats = useFormats();
  return (
    <div role="status">
      <Progress percent={all === 0 ? 0 : Math.floor((100 * seen) / all)} />
      <span>{t('progress', { seen: formats.number(seen), all: formats.number(all) })}</span>
    </div>
  );
}
