import { Alert, Card, Descriptions } from 'antd';
import { figureFaults } from '@jiangping/domain/items/item-figures';
import { useTexts, useWord } from '../shell/language.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import type { Item } from './item.ts';
import { useOfItemTexts } from './use-texts.ts';

/** A share 0–1 as a percentage with one decimal. */
export function useShares() {
  const formats = useFormats();
  return (share: number) => `${formats.number(Math.round(share * 1000) / 10)}%`;
}

/** A correlation with two decimals, or a dash. */
export function useCorrelations() {
  const formats = useFormats();
  return (value: number | null) => (value === null ? '—' : formats.number(Math.round(value * 100) / 100));
}

/** What is remarkable about the figures of an item, each with its reason on the page. */
export function FaultTags({ faults }: { faults: NonNullable<Item['statistics']>['faults'] }) {
  const word = useWord();
  return faults.map((fault) => (
    <StateTag key={fault} tone="warning">
      {word(figureFaults[fault])}
    </StateTag>
  ));
}

/** Exposure and statistics of a version: every figure with its number of candidates and a plain word on what it means. */
export function ItemUse({ item }: { item: Item }) {
  const t = useTexts(useOfItemTexts);
  const formats = useFormats();
  const share = useShares();
  const { exposure, statistics, angoff } = item;
  const isTheory = item.part === 'theory';
  return (
    <Card className="section" title={t('heading')}>
      {statistics?.faults.map((fault) => (
        <Alert key={fault} className="section" type="warning" showIcon title={t(`faultSay.${fault}`)} />
      ))}
      {!statistics && <p className="quiet">{t(exposure.sittings > 0 ? 'seen' : 'unused')}</p>}
      <Descriptions
        column={1}
        size="small"
        className="record"
        items={[
          ...(statistics
            ? [
                {
                  key: 'share',
                  label: t('share'),
                  children: (
                    <Figure
                      value={share(statistics.share)}
                      say={`${t('shareTheory', {
                        candidates: formats.number(statistics.candidates),
                        share: share(statistics.share),
                      })}${isTheory && angoff !== null ? ` ${t('angoffBeside', { angoff: share(angoff) })}` : ''}`}
                    />
                  ),
                },
                { key: 'biserial', label: t('biserial'), children: <Discrimination item={item} /> },
                ...(isTheory
                  ? [
                      {
                        key: 'omitted',
                        label: t('omitted'),
                        children: <Figure value={share(statistics.omitted)} say={t('omittedSay')} />,
                      },
                    ]
                  : []),
              ]
            : []),
          ...(exposure.sittings > 0
            ? [
                {
                  key: 'exposure',
                  label: t('exposure'),
                  children: (
                    <Figure
                      value={`${t('exposureOf', {
                        candidates: formats.number(exposure.candidates),
                        papers: formats.number(exposure.papers),
                        sittings: formats.number(exposure.sittings),
                      })}${
                        exposure.lastSeenOn === null
                          ? ''
                          : ` · ${t('lastSeen', { date: formats.date(exposure.lastSeenOn) })}`
                      }`}
                      say={t('exposureSay')}
                    />
                  ),
                },
              ]
            : []),
          {
            key: 'readers',
            label: t('readers'),
            children: (
              <Figure
                value={formats.number(item.readers)}
                say={t('readersSay', { readers: formats.number(item.readers) })}
              />
            ),
          },
        ]}
      />
      <Sittings item={item} />
    </Card>
  );
}

function Figure({ value, say }: { value: string; say: string }) {
  return (
    <span className="two-lines">
      <span>{value}</span>
      <span className="quiet">{say}</span>
    </span>
  );
}

function Discrimination({ item: { statistics, part } }: { item: Item }) {
  const t = useTexts(useOfItemTexts);
  const correlation = useCorrelations();
  const biserial = statistics?.biserial ?? null;
  const why = part === 'practical' ? t('biserialPractical') : t('biserialNone');
  return <Figure value={correlation(biserial)} say={biserial === null ? why : t('biserialSay')} />;
}

function Sittings({ item: { sittings } }: { item: Item }) {
  const t = useTexts(useOfItemTexts);
  const formats = useFormats();
  const share = useShares();
  const correlation = useCorrelations();
  if (sittings.length === 0) return null;
  return (
    <details className="item-sittings">
      <summary>{t('sittings', { count: formats.number(sittings.length) })}</summary>
      <table>
        <thead>
          <tr>
            {[t('date'), t('candidates'), t('share'), t('biserial'), t('omitted')].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sittings.map(({ heldOn, candidates, share: reached, biserial, omitted }, i) => (
            <tr key={`${heldOn} ${String(i)}`}>
              <th scope="row">{formats.date(heldOn)}</th>
              <td>{formats.number(candidates)}</td>
              <td>{share(reached)}</td>
              <td>{correlation(biserial)}</td>
              <td>{share(omitted)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
