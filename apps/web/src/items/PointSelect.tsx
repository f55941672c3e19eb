import { TreeSelect } from 'antd';
import { isInRange } from '@jiangping/domain/standards/content-spec';
import type { ContentRange, ContentSpec, Point } from '@jiangping/domain/standards/content-spec';
import { useTexts } from '../shell/language.ts';
import { itemTexts } from './texts.ts';

/** A content specification with its points, as the server gives it. */
export type SpecBody = ContentSpec & { points?: Point[] };

interface PointNode {
  value: string;
  title: string;
  selectable: boolean;
  children?: PointNode[];
}

function treeOf(ranges: readonly ContentRange[], points: readonly Point[]): PointNode[] {
  return ranges.map(({ code, name, ranges: inner = [] }) => ({
    value: code,
    title: `${code} ${name}`,
    selectable: false,
    children:
      inner.length > 0
        ? treeOf(inner, points)
        : points
            .filter((point) => isInRange(point.code, code))
            .map((point) => ({ value: point.code, title: `${point.code} ${point.name}`, selectable: true })),
  }));
}

/** A testable point, chosen in the tree of the content specification; empty for none. */
export function PointSelect({
  id,
  value,
  onChange,
  spec,
}: {
  id: string;
  value: string;
  onChange: (point: string) => void;
  spec: SpecBody;
}) {
  const t = useTexts(itemTexts);
  return (
    <TreeSelect
      id={id}
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      placeholder={t('pointChoose')}
      value={value === '' ? null : value}
      onChange={(point: string | null | undefined) => onChange(point ?? '')}
      treeData={treeOf(spec.ranges, spec.points ?? [])}
    />
  );
}
