import { Alert, Segmented, Tree } from 'antd';
import type { TreeDataNode } from 'antd';
import { useState } from 'react';
import { levelNames, partNames } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import type { ContentRange, ContentSpec } from '@jiangping/domain/standards/content-spec';
import { useTexts, useWord } from '../shell/language.ts';
import { useMay } from '../shell/me.ts';
import { PlainLink } from '../shell/PlainLink.tsx';
import { standardTexts } from './texts.ts';

interface SpecRow {
  id: string;
  level: Level;
  part: 'theory' | 'practical';
  body: Record<string, unknown>;
}

/** The content specifications of a standard, each as a tree of ranges with their weights. */
export function ContentSpecs({ occupationId, specs }: { occupationId: string; specs: readonly SpecRow[] }) {
  const t = useTexts(standardTexts);
  const word = useWord();
  const may = useMay();
  const [chosen, setChosen] = useState(specs[0]?.id ?? '');
  const spec = specs.find(({ id }) => id === chosen);
  if (!spec) return <Alert type="info" showIcon title={t('specsEmpty')} />;
  // The server publishes nothing that problemsOfContentSpec objects to.
  const { ranges } = spec.body as unknown as ContentSpec;
  return (
    <>
      <div className="scroll-x">
        <Segmented
          value={chosen}
          onChange={setChosen}
          options={specs.map(({ id, level, part }) => ({
            value: id,
            label: `${word(levelNames[level])} · ${word(partNames[part])}`,
          }))}
        />
      </div>
      {may('readItem') && (
        <p>
          <PlainLink href={`/items?bank=${occupationId}.${spec.level}.${spec.part}`}>
            {t('seeBank')}
          </PlainLink>
        </p>
      )}
      <Tree
        key={chosen}
        className="spec-tree"
        defaultExpandAll
        selectable={false}
        blockNode
        treeData={ranges.map(nodeOf)}
      />
    </>
  );

  function nodeOf({ code, name, weight, ranges: inner = [] }: ContentRange): TreeDataNode {
    return {
      key: code,
      title: (
        <span className="spec-range">
          <span>
            <span className="code quiet">{code}</span> {name}
          </span>
          <span className="spec-weight">{t('weight', { weight })}</span>
        </span>
      ),
      children: inner.map(nodeOf),
    };
  }
}
