import { useRef, useState } from 'preact/hooks';
import { formatDuration } from '../format.ts';
import { usePreferences } from '../preferences.ts';
import { useAnswer } from './answering.ts';
import type { Widget } from './answering.ts';
import { childOf } from './content.ts';
import { Group } from './Group.tsx';
import { MediaWait, useMedia } from './Media.tsx';

/**
 * A recording or film of which the plays are counted. A play counts when sound or picture really begins. Where they are
 * limited there is no way back within a play, only a pause.
 */
export const Play: Widget = ({ node }) => {
  const { values, min, max, put } = useAnswer(node);
  const { t } = usePreferences();
  const film = childOf(node, 'video');
  const source = film ?? childOf(node, 'audio');
  const state = useMedia(source?.attributes['src']);
  const player = useRef<HTMLMediaElement>(null);
  const isCounted = useRef(false);
  const [isRunning, setRunning] = useState(false);
  const [isBegun, setBegun] = useState(false);
  const [time, setTime] = useState<readonly [at: number, of: number]>([0, 0]);
  const plays = Number(values[0] ?? 0) || 0;
  const isSpent = max > 0 && plays >= max && !isBegun;
  const label = source?.attributes['label'];

  const events = {
    // One reference for two kinds of element, of which only what both have is used.
    ref: player as never,
    preload: 'auto' as const,
    'aria-label': label ?? t('recording'),
    onPlaying: () => {
      setRunning(true);
      setBegun(true);
      if (isCounted.current) return;
      isCounted.current = true;
      put([String(plays + 1)]);
    },
    onPause: () => setRunning(false),
    onEnded: () => {
      isCounted.current = false;
      setRunning(false);
      setBegun(false);
    },
    onTimeUpdate: ({ currentTarget: { currentTime, duration } }: { currentTarget: HTMLMediaElement }) =>
      setTime([currentTime, duration]),
    onLoadedMetadata: ({ currentTarget: { duration } }: { currentTarget: HTMLMediaElement }) =>
      setTime([0, duration]),
    controls: max === 0,
  };
  function toggle(): void {
    if (isSpent) return;
    const { current } = player;
    if (isRunning) current?.pause();
    // Refused by the browser, nothing was heard and nothing is counted.
    else void current?.play().catch(() => undefined);
  }

  return (
    <Group node={node}>
      {state.kind !== 'ready' ? (
        <MediaWait state={state} alt={label} />
      ) : film ? (
        <video class="recording" src={state.url} playsInline disablePictureInPicture {...events} />
      ) : (
        <audio class="recording" src={state.url} {...events} />
      )}
      {max > 0 && state.kind === 'ready' && (
        <div class="play">
          <button type="button" class="button button-main" disabled={isSpent} onClick={toggle}>
            <span aria-hidden="true">{isRunning ? '❚❚ ' : '▶ '}</span>
            {t(isRunning ? 'playPause' : isBegun ? 'playOn' : 'play')}
          </button>
          <progress max={time[1] || 1} value={time[0]} aria-label={t('playProgress')} />
          <span class="quiet">
            {formatDuration(time[0] * 1000)} / {formatDuration(time[1] * 1000)}
          </span>
        </div>
      )}
      <p class="quiet" role="status">
        {max > 0 ? t('playsOf', { n: plays, max }) : plays > 0 && t('plays', { n: plays })}
        {min > plays && ` ${t('playsLeast', { n: min })}`}
        {isSpent && ` ${t('playsSpent')}`}
        {max > 0 && !isSpent && ` ${t('playsHint')}`}
      </p>
    </Group>
  );
};
