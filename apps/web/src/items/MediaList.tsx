import type { ReactNode } from 'react';
import { useTexts } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import type { DraftMedium } from './item-draft.ts';
import { mediaAddress } from './item-media.ts';
import { questionTexts } from './question-texts.ts';

/** Files of a question with type, size and measures; without `used` all count as used. */
export function MediaList({
  media,
  used,
  acts,
}: {
  media: readonly DraftMedium[];
  used?: ReadonlySet<string>;
  acts?: (medium: DraftMedium) => ReactNode;
}) {
  const t = useTexts(questionTexts);
  const formats = useFormats();
  if (media.length === 0) return <p className="quiet">{t('noFiles')}</p>;
  return (
    <ul className="media-list">
      {media.map((medium) => {
        const { name, sha256, type, bytes, width, height } = medium;
        return (
          <li key={name}>
            {type.startsWith('image/') ? (
              <img src={mediaAddress(sha256)} alt="" className="media-thumb" loading="lazy" />
            ) : (
              <span className="media-thumb" />
            )}
            <span className="media-facts">
              <a href={mediaAddress(sha256)} target="_blank" rel="noreferrer" className="code">
                {name}
              </a>
              <span className="quiet">
                {[
                  type,
                  bytes > 0 ? t('kilobytes', { size: formats.number(Math.ceil(bytes / 1000)) }) : '',
                  width !== null && height !== null ? t('size', { width, height }) : '',
                  used && !used.has(name) ? t('fileUnused') : '',
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
            </span>
            {acts?.(medium)}
          </li>
        );
      })}
    </ul>
  );
}
