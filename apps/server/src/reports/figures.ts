import { sql } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { shareOfHighlySkilled } from '@jiangping/domain/reports/figures';
import { Refusal } from '@jiangping/domain/refusal';
import { levels } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';

export interface ImportedFigure {
  key: string;
  value: number;
  unit: string;
  nameZh: string;
  nameEn: string;
  asOf: string;
  source: string;
}

export interface Figure extends ImportedFigure {
  /** True for a number of the years before this system, which nothing here can check. */
  imported: boolean;
}

/** Imports figures of the years before this system, each with its source; a key that is there already refuses all. */
export async function importFigures(base: Base, caller: Caller | null, input: { figures: ImportedFigure[] }) {
  return act(base, caller, 'importFigures', input, async ({ tx, now, today, personId, newId, record }) => {
    const keys = input.figures.map(({ key }) => key);
    const known = await tx.selectFrom('imported_figures').select('key').where('key', 'in', keys).execute();
    const twice = known[0]?.key ?? keys.find((key, i) => keys.indexOf(key) !== i);
    if (twice !== undefined) throw new Refusal('figure_duplicate', { key: twice });
    if (input.figures.some(({ asOf }) => asOf > today)) throw new Refusal('date_invalid');
    await tx
      .insertInto('imported_figures')
      .values(
        input.figures.map((figure) => ({
          key: figure.key,
          value: figure.value,
          unit: figure.unit,
          name_zh: figure.nameZh,
          name_en: figure.nameEn,
          as_of: figure.asOf,
          source: figure.source,
          imported_by: personId,
          imported_at: now,
        })),
      )
      .execute();
    const factId = await record({
      kind: 'figures.imported',
      subject: { type: 'figures', id: newId() },
      data: { figures: input.figures.map(({ key, value, asOf }) => ({ key, value, asOf })) },
    });
    return { factId };
  });
}

const counted = '按本系统记录统计 / counted from the records of this system';

/** Public figures: imported history first, marked as such, then what this system counted itself, as of today. */
export async function getFigures(base: Base): Promise<Figure[]> {
  const imported = await base.db.selectFrom('imported_figures').selectAll().orderBy('key').execute();
  const today = shanghaiDateOf(base.ambient.now().getTime());
  const numbers = await countRecords(base);
  return [
    ...imported.map((row) => ({
      key: row.key,
      value: row.value,
      unit: row.unit,
      nameZh: row.name_zh,
      nameEn: row.name_en,
      asOf: row.as_of,
      source: row.source,
      imported: true,
    })),
    ...numbers.map((number) => ({ ...number, asOf: today, source: counted, imported: false })),
  ];
}

type CountedFigure = Omit<Figure, 'asOf' | 'source' | 'imported'>;

async function countRecords({ db }: Base): Promise<CountedFigure[]> {
  const { rows } = await sql<Record<'issued' | 'assessed' | 'occupations' | 'batches' | Kind, number>>`
    select
      (select count(*) from certificates where state <> 'annulled')::int as issued,
      (select count(distinct entries.candidate_id) from results
        join entries on entries.batch_id = results.batch_id and entries.id = results.entry_id)::int as assessed,
      (select count(*) from occupations)::int as occupations,
      (select count(*) from batch_decisions where decision = 'released')::int as batches,
      count(*) filter (where kind = 'general_station' and state <> 'withdrawn')::int as general_station,
      count(*) filter (where kind = 'direct_base' and state <> 'withdrawn')::int as direct_base,
      count(*) filter (where kind = 'trial_base' and state <> 'withdrawn')::int as trial_base
    from sites`.execute(db);
  const row = rows[0];
  if (!row) throw new Error('a count gave no row');
  const { share } = shareOfHighlySkilled(await countHoldersByLevel(db));
  const figure = (key: string, value: number, unit: string, nameZh: string, nameEn: string) => ({
    key,
    value,
    unit,
    nameZh,
    nameEn,
  });
  return [
    figure('certificates_issued', row.issued, '张', '核发证书', 'Certificates issued'),
    figure('candidates', row.assessed, '人', '参加评价人数', 'Persons assessed'),
    ...(share === null
      ? []
      : [
          figure(
            'highly_skilled_holders',
            Math.round(share * 1000) / 10,
            '%',
            '持证人中高技能人才占比（三级及以上）',
            'Share of highly skilled holders (level 3 and above)',
          ),
        ]),
    figure('batches_released', row.batches, '批', '经审核放行的批次', 'Batches released after review'),
    figure('general_stations', row.general_station, '个', '评价总站', 'General stations'),
    figure('direct_bases', row.direct_base, '个', '直属基地', 'Direct bases'),
    figure('trial_bases', row.trial_base, '个', '试运行基地', 'Trial bases'),
    figure('occupations', row.occupations, '个', '在册职业', 'Occupations registered'),
  ];
}

type Kind = 'general_station' | 'direct_base' | 'trial_base';

/** Holders of certificates in force, each counted once, at the highest level held. */
async function countHoldersByLevel(db: Base['db']): Promise<Partial<Record<Level, number>>> {
  const ladder = sql.val([...levels]);
  const { rows } = await sql<{ level: Level; holders: number }>`
    select level, count(*)::int as holders from (
      select distinct on (certificates.holder_id) batches.level
      from certificates join batches on batches.id = certificates.batch_id
      where certificates.state in ('issued', 'corrected')
      order by certificates.holder_id, array_position(${ladder}::text[], batches.level::text) desc
    ) as highest group by level`.execute(db);
  return Object.fromEntries(rows.map(({ level, holders }) => [level, holders]));
}
