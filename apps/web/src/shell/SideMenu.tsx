import { createElement } from 'react';
import { useRouterState } from '@tanstack/react-router';
import { Menu } from 'antd';
import type { MenuProps } from 'antd';
import { useTexts } from './language.ts';
import { useMe } from './me.ts';
import { menuTexts } from './menu-texts.ts';
import { findMenuEntry, menuFor } from './menu.ts';
import { PlainLink } from './PlainLink.tsx';

/** The menu of the posts held; `onGo` closes the drawer of a phone. */
export function SideMenu({ isFolded, onGo }: { isFolded: boolean; onGo?: () => void }) {
  const t = useTexts(menuTexts);
  const { posts } = useMe();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const items = menuFor(posts.map(({ post }) => post)).flatMap(
    (group, index): NonNullable<MenuProps['items']> => {
      const entries = group.entries.map(({ to, text, icon }) => ({
        key: to,
        icon: createElement(icon),
        title: t(text),
        label: <PlainLink href={to}>{t(text)}</PlainLink>,
      }));
      if (group.text === null) return entries;
      if (isFolded) return [{ key: `line-${index}`, type: 'divider' as const }, ...entries];
      return [{ key: group.text, type: 'group' as const, label: t(group.text), children: entries }];
    },
  );
  const selected = findMenuEntry(path)?.entry.to;
  return (
    <nav aria-label={t('workbench')}>
      <Menu
        mode="inline"
        inlineIndent={16}
        inlineCollapsed={isFolded}
        items={items}
        selectedKeys={selected ? [selected] : []}
        onClick={onGo}
      />
    </nav>
  );
}
