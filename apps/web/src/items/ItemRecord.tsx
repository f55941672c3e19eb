import { Link } from '@tanstack/react-router';
import { Card, Descriptions } from 'antd';
import { itemStates } from '@jiangping/domain/items/item-states';
import { LevelName, Occupation } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import type { Item } from './item.ts';
import { itemTexts } from './texts.ts';

/** Where an item belongs, its figures, who wrote it, and its versions. */
export function ItemRecord({ item }: { item: Item }) {
  const t = useTexts(itemTexts);
  const formats = useFormats();
  const { place, difficulty, angoff, seconds, versions } = item;
  const share = angoff === null ? '' : `${formats.number(Math.round(angoff * 1000) / 10)}%`;
  return (
    <Card className="section" title={t('record')}>
      <Descriptions
        column={1}
        size="small"
        className="record"
        items={[
          {
            key: 'occupation',
            label: t('occupation'),
            children: (
              <span className="two-lines">
                <Occupation of={item.occupation} />
                <LevelName of={item.level} />
              </span>
            ),
          },
          {
            key: 'place',
            label: t('place'),
            children:
              place.length === 0 ? (
                <span className="quiet">{item.point ?? t('noPlace')}</span>
              ) : (
                <ol className="lines">
                  {place.map(({ code, name }, depth) => (
                    <li key={code} style={{ paddingInlineStart: depth * 12 }}>
                      <span className="code quiet">{code}</span> {name}
                    </li>
                  ))}
                </ol>
              ),
          },
          ...(difficulty === null
            ? []
            : [
                {
                  key: 'difficulty',
                  label: t('difficulty'),
                  children: (
                    <span>
                      {difficulty} <span className="quiet">{t('difficultyHint')}</span>
                    </span>
                  ),
                },
              ]),
          ...(angoff === null
            ? []
            : [
                {
                  key: 'angoff',
                  label: t('angoff'),
                  children: (
                    <span className="two-lines">
                      <span>{formats.number(angoff)}</span>
                      <span className="quiet">{t('angoffSay', { share })}</span>
                    </span>
                  ),
                },
              ]),
          ...(seconds === null
            ? []
            : [
                {
                  key: 'seconds',
                  label: t('seconds'),
                  children:
                    item.part === 'practical'
                      ? t('minutesOf', { minutes: formats.number(seconds / 60) })
                      : t('secondsOf', { seconds }),
                },
              ]),
          { key: 'writer', label: t('writer'), children: item.writer.name },
          { key: 'writtenAt', label: t('writtenAt'), children: formats.instant(item.writtenAt) },
          {
            key: 'versions',
            label: t('versions'),
            children: (
              <ol className="lines item-versions">
                {versions.map((each) => (
                  <VersionLine
                    key={each.versionId}
                    version={each}
                    isHere={each.versionId === item.versionId}
                  />
                ))}
              </ol>
            ),
          },
        ]}
      />
    </Card>
  );
}

function VersionLine({ version, isHere }: { version: Item['versions'][number]; isHere: boolean }) {
  const t = useTexts(itemTexts);
  const word = useWord();
  const formats = useFormats();
  const name = t('versionOf', { version: version.version });
  return (
    <li>
      {isHere ? (
        <span>
          {name} · {t('thisVersion')}
        </span>
      ) : (
        <Link to="/items/$versionId" params={{ versionId: version.versionId }}>
          {name}
        </Link>
      )}{' '}
      <span className="quiet">
        {word(itemStates[version.state])} · {formats.instant(version.writtenAt)}
      </span>
    </li>
  );
}
