import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { useMay, useMe } from '../shell/me.ts';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { useFormats } from '../shell/times.ts';
import { shareOfGap } from './gap.ts';
import { paperTexts } from './texts.ts';

export type Assembly = NonNullable<Awaited<ReturnType<typeof api.papers.findAssembly>>['assembly']>;

interface AssemblyProgressProps {
  assembly: Assembly;
  /** Seconds that the server lets the solver search. */
  limitSeconds: number;
}

/** An assembly under way: what it does, for how long, how good the best found is and what is proven, and the way to end it. */
export function AssemblyProgress({ assembly, limitSeconds }: AssemblyProgressProps) {
  const t = useTexts(paperTexts);
  const formats = useFormats();
  const may = useMay();
  const { person } = useMe();
  const cancel = useCancel();
  const { id, phase, startedBy, startedAt, seconds, objective, bound, gap, wantedGap } = assembly;
  const deviation = (value: number | null) =>
    value === null ? '—' : t('deviation', { points: formats.number(Math.round(value * 1e4) / 1e4) });
  const percent = (share: number | null) =>
    share === null ? '—' : `${formats.number(Number((share * 100).toPrecision(2)))}%`;
  return (
    <>
      <p className="assembly-phase" role="status">
        <strong>{t(`phases.${phase}`)}</strong>{' '}
        <span className="quiet">
          {t('startedBy', {
            name: startedBy.id === person.id ? t('you') : startedBy.name,
            at: formats.instant(startedAt, true),
          })}
        </span>
      </p>
      <Progress
        percent={
          phase === 'searching'
            ? shareOfGap(gap, wantedGap) * 100
            : Math.min(99, (seconds / Math.max(1, limitSeconds)) * 100)
        }
        status="active"
        showInfo={false}
        aria-label={t(phase === 'searching' ? 'gapBar' : 'assembling')}
      />
      <dl className="assembly-figures">
        <div>
          <dt>{t('elapsed')}</dt>
          <dd>{t('elapsedOf', { seconds: Math.floor(seconds), limit: limitSeconds })}</dd>
        </div>
        {phase !== 'explaining' && (
          <>
            <div>
              <dt>{t('bestFound')}</dt>
              <dd>{deviation(objective)}</dd>
            </div>
            <div>
              <dt>{t('proven')}</dt>
              <dd>{deviation(bound)}</dd>
            </div>
            <div>
              <dt>{t('gap')}</dt>
              <dd>{t('gapOf', { gap: percent(gap), wanted: percent(wantedGap) })}</dd>
            </div>
          </>
        )}
      </dl>
      <p className="quiet">{t('leaveSay')}</p>
      {may('assemblePaper') && (
        <div>
          <Button
            danger
            loading={cancel.isPending}
            disabled={phase === 'writing'}
            onClick={() => cancel.mutate(id)}
          >
            {t('cancelAssembly')}
          </Button>
        </div>
      )}
      {cancel.isError && <RefusalAlert error={cancel.error} />}
    </>
  );
}

function useCancel() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (assemblyId: string) => api.papers.cancelAssembly({ assemblyId }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['papers', 'findAssembly'] }),
  });
}
