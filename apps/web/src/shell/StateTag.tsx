import type { ReactNode } from 'react';
import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  ExclamationCircleOutlined,
  MinusCircleOutlined,
} from '@ant-design/icons';
import { Tag } from 'antd';

export type Tone = 'good' | 'waiting' | 'warning' | 'bad' | 'quiet';

const looks = {
  good: { color: 'success', icon: <CheckCircleOutlined /> },
  waiting: { color: 'processing', icon: <ClockCircleOutlined /> },
  warning: { color: 'warning', icon: <ExclamationCircleOutlined /> },
  bad: { color: 'error', icon: <CloseCircleOutlined /> },
  quiet: { color: 'default', icon: <MinusCircleOutlined /> },
} as const;

/** A state in words, with a sign and a colour: the colour is never the only signal. */
export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { color, icon } = looks[tone];
  return (
    <Tag color={color} icon={icon} className="state-tag">
      {children}
    </Tag>
  );
}
