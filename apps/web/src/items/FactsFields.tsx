import { Flex, Form, Input, InputNumber } from 'antd';
import { useTexts } from '../shell/language.ts';
import type { SomeFacts } from './import-facts.ts';
import { PointSelect } from './PointSelect.tsx';
import type { SpecBody } from './PointSelect.tsx';
import { itemTexts } from './texts.ts';

/** The facts of an item that its file may not say; `name` keeps the fields of two such forms apart. */
export function FactsFields({
  name,
  facts,
  onChange,
  spec,
}: {
  name: string;
  facts: SomeFacts;
  onChange: (facts: SomeFacts) => void;
  spec: SpecBody | null;
}) {
  const t = useTexts(itemTexts);
  const set = (change: SomeFacts) => onChange({ ...facts, ...change });
  const figures = [
    { fact: 'difficulty', hint: t('difficultyHint'), min: 1, max: 5, step: 1 },
    { fact: 'angoff', hint: t('angoffHint'), min: 0.05, max: 0.95, step: 0.05 },
    { fact: 'seconds', hint: '', min: 1, max: 3600, step: 5 },
  ] as const;
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t('point')} htmlFor={`${name}-point`}>
        {spec ? (
          <PointSelect
            id={`${name}-point`}
            value={facts.point ?? ''}
            onChange={(point) => set({ point: point === '' ? null : point })}
            spec={spec}
          />
        ) : (
          <Input
            id={`${name}-point`}
            maxLength={30}
            value={facts.point ?? ''}
            onChange={({ target }) => set({ point: target.value === '' ? null : target.value })}
          />
        )}
      </Form.Item>
      <Flex gap={24} wrap>
        {figures.map(({ fact, hint, ...bounds }) => (
          <Form.Item key={fact} label={t(fact)} htmlFor={`${name}-${fact}`} extra={hint}>
            <InputNumber
              id={`${name}-${fact}`}
              {...bounds}
              value={facts[fact] ?? null}
              onChange={(value) => set({ [fact]: value })}
            />
          </Form.Item>
        ))}
      </Flex>
      <Form.Item label={t('source')} htmlFor={`${name}-source`} extra={t('sourceHint')}>
        <Input
          id={`${name}-source`}
          lang="zh-CN"
          maxLength={500}
          value={facts.source ?? ''}
          onChange={({ target }) => set({ source: target.value === '' ? null : target.value })}
        />
      </Form.Item>
      <Form.Item label={t('rationale')} htmlFor={`${name}-rationale`}>
        <Input.TextArea
          id={`${name}-rationale`}
          lang="zh-CN"
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          value={facts.rationale ?? ''}
          onChange={({ target }) => set({ rationale: target.value === '' ? null : target.value })}
        />
      </Form.Item>
    </Form>
  );
}
