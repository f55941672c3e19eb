import type { ReactNode } from 'react';
import { useState } from 'react';
import { Watermark } from 'antd';
import { useMe } from './me.ts';
import { formatInstant } from './times.ts';

/**
 * Content that must not leave the screen unnoticed (items, papers): name, account and time are drawn over it, again and
 * again, on paper too, and drawn anew when somebody takes them away. Clicks go through.
 */
export function ItemScreen({ children }: { children: ReactNode }) {
  const { person, account } = useMe();
  const [openedAt] = useState(() => formatInstant(new Date().toISOString(), 'zh', true));
  return (
    <Watermark
      content={[`${person.name} ${account}`, openedAt]}
      font={{ color: 'rgb(29 63 114 / 12%)', fontSize: 14 }}
      gap={[90, 90]}
      className="item-screen"
    >
      {children}
    </Watermark>
  );
}
