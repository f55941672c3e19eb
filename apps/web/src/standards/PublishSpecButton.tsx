import { levelOfCode } from '@jiangping/domain/standards/level';
import type { LevelCode } from '@jiangping/domain/standards/level';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { BodyFields } from './BodyFields.tsx';
import type { BodyValues } from './BodyFields.tsx';
import { standardTexts } from './texts.ts';

/** Publishes a content specification under a standard. */
export function PublishSpecButton({
  standardId,
  levels,
}: {
  standardId: string;
  levels: readonly LevelCode[];
}) {
  const t = useTexts(standardTexts);
  return (
    <ActButton<BodyValues, { factId: string }>
      label={t('publishSpec')}
      type="default"
      say={t('publishSpecSay')}
      initial={{ part: 'theory' }}
      refreshes={[['standards', 'getStandard', standardId]]}
      run={({ level, part, body }, options) =>
        api.standards.publishContentSpec({ standardId, level, part, body }, options)
      }
      fields={<BodyFields levels={levels.flatMap((code) => levelOfCode(code) ?? [])} file={t('file')} />}
    />
  );
}
