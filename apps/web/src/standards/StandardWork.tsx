import { Collapse, Segmented } from 'antd';
import { useState } from 'react';
import type { OccupationStandard, Task } from '@jiangping/domain/standards/standard';
import { useTexts } from '../shell/language.ts';
import { useLevelOfCode } from './StandardOverview.tsx';
import { standardTexts } from './texts.ts';

/** Section 3: functions of a level, each with its tasks, skills and knowledge. */
export function StandardWork({ standard }: { standard: OccupationStandard }) {
  const levelName = useLevelOfCode();
  const [level, setLevel] = useState(standard.levels[0] ?? 5);
  const functions = standard.functions.filter((each) => each.level === level);
  return (
    <>
      <div className="scroll-x">
        <Segmented
          value={level}
          onChange={setLevel}
          options={standard.levels.map((code) => ({ value: code, label: levelName(code) }))}
        />
      </div>
      <Collapse
        key={level}
        className="functions"
        defaultActiveKey={functions.slice(0, 1).map(({ code }) => code)}
        items={functions.map(({ code, name, tasks }) => ({
          key: code,
          label: (
            <strong>
              {code} {name}
            </strong>
          ),
          children: tasks.map((task) => <TaskRows key={task.code} task={task} />),
        }))}
      />
    </>
  );
}

function TaskRows({ task }: { task: Task }) {
  const t = useTexts(standardTexts);
  return (
    <section className="task">
      <h3>
        {task.code} {task.name}
      </h3>
      <div className="task-columns">
        {(['skills', 'knowledge'] as const).map((kind) => (
          <div key={kind}>
            <p className="quiet">{t(kind)}</p>
            <ul>
              {task[kind].map(({ code, text }) => (
                <li key={code}>
                  <span className="code quiet">{code}</span> {text}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
