import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { usePreferences } from '../preferences.ts';
import { childOf, numberOf } from './content.ts';
import type { PresentedElement } from './content.ts';
import { boxOf, centreOf, cornersOf, findArea, pointAt } from './geometry.ts';
import type { Area, Point, Size } from './geometry.ts';
import { MediaWait, useMedia } from './Media.tsx';

/** A fingertip on the glass. */
const FINGER_PX = 44;
const ZOOMS = [1, 1.5, 2, 3, 4] as const;

/** The size that the coordinates of an interaction are in: what its picture says, else what the file turned out to have. */
export function useSize(node: PresentedElement): {
  readonly size: Size;
  readonly setSize: (size: Size) => void;
} {
  const picture = childOf(node, 'picture');
  const [found, setSize] = useState<Size | null>(null);
  const width = picture ? numberOf(picture, 'width') : 0;
  const height = picture ? numberOf(picture, 'height') : 0;
  const said = width > 0 && height > 0 ? { width, height } : null;
  return { size: said ?? found ?? { width: 400, height: 300 }, setSize };
}

interface Props {
  readonly node: PresentedElement;
  readonly size: Size;
  readonly onSize: (size: Size) => void;
  readonly onTouch: (point: Point) => void;
  /** Drawn over the picture in its own pixels. */
  readonly drawing?: ComponentChildren;
  /** Drawn over the picture at the size of the page; see {@link Pin}. */
  readonly children?: ComponentChildren;
}

/**
 * A picture that is answered by touching it, as wide as the page and enlarged on demand. It is for the eye and the finger
 * only: whatever can be touched must also stand as a list beside it.
 */
export function Plate({ node, size, onSize, onTouch, drawing, children }: Props) {
  const { t } = usePreferences();
  const picture = childOf(node, 'picture');
  const state = useMedia(picture?.attributes['src']);
  const [zoom, setZoom] = useState(0);
  const alt = picture?.attributes['alt'] ?? '';
  const scale = ZOOMS[zoom] ?? 1;
  return (
    <div class="plate">
      <div
        class="plate-view"
        {...(zoom > 0 ? { tabIndex: 0, role: 'group', 'aria-label': t('pictureArea') } : {})}
      >
        <div
          class="plate-sheet"
          style={{
            width: `calc(min(100%, ${Math.max(size.width, 480)}px) * ${scale})`,
            aspectRatio: `${size.width} / ${size.height}`,
          }}
        >
          {state.kind === 'ready' ? (
            <img
              src={state.url}
              alt={alt}
              draggable={false}
              onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
                if (naturalWidth > 0) onSize({ width: naturalWidth, height: naturalHeight });
              }}
            />
          ) : (
            <MediaWait state={state} alt={alt} />
          )}
          <svg
            class="plate-drawing"
            viewBox={`0 0 ${size.width} ${size.height}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            onClick={(domEvent) => {
              const box = domEvent.currentTarget.getBoundingClientRect();
              onTouch(pointAt(box, size, domEvent.clientX, domEvent.clientY));
            }}
          >
            {drawing}
          </svg>
          {children}
        </div>
      </div>
      <div class="plate-zoom">
        <button
          type="button"
          class="sign-button"
          aria-label={t('zoomOut')}
          aria-disabled={zoom === 0}
          onClick={() => setZoom(Math.max(0, zoom - 1))}
        >
          −
        </button>
        <span class="quiet" role="status">
          {Math.round(scale * 100)}%
        </span>
        <button
          type="button"
          class="sign-button"
          aria-label={t('zoomIn')}
          aria-disabled={zoom === ZOOMS.length - 1}
          onClick={() => setZoom(Math.min(ZOOMS.length - 1, zoom + 1))}
        >
          +
        </button>
      </div>
    </div>
  );
}

/** A sign over a picture that keeps its size when the picture grows. */
export function Pin({
  at,
  size,
  kind,
  children,
}: {
  at: Point;
  size: Size;
  kind: 'open' | 'chosen' | 'point';
  children: ComponentChildren;
}) {
  const share = (part: number, whole: number) => `${whole > 0 ? (part / whole) * 100 : 0}%`;
  return (
    <span
      class={`pin pin-${kind}`}
      aria-hidden="true"
      style={{ left: share(at.x, size.width), top: share(at.y, size.height) }}
    >
      {children}
    </span>
  );
}

interface AreaPlateProps {
  readonly node: PresentedElement;
  readonly areas: readonly Area[];
  readonly chosen: readonly string[];
  readonly onTouch: (id: string) => void;
  /** What stands in the sign of an area. */
  readonly pin: (area: Area, index: number) => ComponentChildren;
  /** Areas joined by a line. */
  readonly pairs?: readonly string[];
}

/** A picture with areas to touch, each with a sign in its middle. */
export function AreaPlate({ node, areas, chosen, onTouch, pin, pairs = [] }: AreaPlateProps) {
  const { size, setSize } = useSize(node);
  const [shown, setShown] = useState(1);
  const middleOf = (id: string) => {
    const area = areas.find((each) => each.id === id);
    return area ? centreOf(area, size) : { x: 0, y: 0 };
  };
  return (
    <Plate
      node={node}
      size={size}
      onSize={setSize}
      onTouch={(point) => {
        const found = findArea(areas, point, size, FINGER_PX / shown);
        if (found) onTouch(found.id);
      }}
      drawing={
        <g
          ref={(drawn) => {
            const width = drawn?.ownerSVGElement?.getBoundingClientRect().width ?? 0;
            const now = width > 0 ? width / size.width : 1;
            if (Math.abs(now - shown) > 0.01) setShown(now);
          }}
        >
          {areas
            .filter(({ shape }) => shape !== 'default')
            .map((area) => (
              <AreaShape key={area.id} area={area} size={size} isChosen={chosen.includes(area.id)} />
            ))}
          {pairs.map((pair) => {
            const [a = '', b = ''] = pair.split(' ');
            const [from, to] = [middleOf(a), middleOf(b)];
            return <line key={pair} class="area-link" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
          })}
        </g>
      }
    >
      {areas.map((area, i) => (
        <Pin
          key={area.id}
          at={centreOf(area, size)}
          size={size}
          kind={chosen.includes(area.id) ? 'chosen' : 'open'}
        >
          {pin(area, i)}
        </Pin>
      ))}
    </Plate>
  );
}

function AreaShape({ area, size, isChosen }: { area: Area; size: Size; isChosen: boolean }) {
  const { left, top, width, height } = boxOf(area, size);
  const look = { class: isChosen ? 'area area-chosen' : 'area', 'vector-effect': 'non-scaling-stroke' };
  if (area.shape === 'poly') {
    return (
      <polygon
        {...look}
        points={cornersOf(area)
          .map(({ x, y }) => `${x},${y}`)
          .join(' ')}
      />
    );
  }
  if (area.shape === 'circle' || area.shape === 'ellipse') {
    return <ellipse {...look} cx={left + width / 2} cy={top + height / 2} rx={width / 2} ry={height / 2} />;
  }
  return <rect {...look} x={left} y={top} width={width} height={height} />;
}
