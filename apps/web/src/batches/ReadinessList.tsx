import { useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { gates } from '@jiangping/domain/batches/readiness';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import type { Words } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { batchTexts } from './texts.ts';

const gateNames: Readonly<Record<string, Words>> = gates;

/** The readiness gates of a batch, every one shown, with the reason where one is shut. */
export function ReadinessList({ batchId }: { batchId: string }) {
  const t = useTexts(batchTexts);
  const word = useWord();
  const query = useQuery({
    queryKey: ['batches', 'getReadiness', batchId],
    queryFn: ({ signal }) => api.batches.getReadiness({ batchId }, { signal }),
  });
  return (
    <Loaded query={query}>
      {(rows) => {
        const passed = rows.filter(({ ok }) => ok).length;
        return (
          <div className="readiness">
            <div className="readiness-sum">
              <strong role="status">
                {t(passed === rows.length ? 'readinessAll' : 'readinessSome', { passed, of: rows.length })}
              </strong>
              <Progress
                percent={rows.length === 0 ? 0 : (passed / rows.length) * 100}
                showInfo={false}
                aria-hidden
              />
            </div>
            <ul className="gates">
              {rows.map(({ gate, ok, zh, en }) => {
                const name = word(gateNames[gate], gate);
                const why = word({ zh, en });
                return (
                  <li key={gate} className={ok ? 'gate' : 'gate gate-shut'}>
                    {ok ? <CheckCircleFilled /> : <CloseCircleFilled />}
                    <span>
                      <span className="gate-name">
                        {name} <span className="gate-word">{t(ok ? 'gateOpen' : 'gateShut')}</span>
                      </span>
                      {why !== '' && why !== name && <span className="gate-why">{why}</span>}
                    </span>
                  </li>
                );
              })}
            </ul>
          </div>
        );
      }}
    </Loaded>
  );
}
