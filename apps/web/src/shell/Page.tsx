import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useRouterState } from '@tanstack/react-router';
import { Breadcrumb, Flex } from 'antd';
import { useTexts } from './language.ts';
import { menuTexts } from './menu-texts.ts';
import { findMenuEntry } from './menu.ts';
import { PlainLink } from './PlainLink.tsx';
import { shellTexts } from './texts.ts';

interface PageProps {
  heading: string;
  /** A state tag or the like beside the heading. */
  beside?: ReactNode;
  /** What may be done with the whole page, at its right. */
  acts?: ReactNode;
  /** One sentence under the heading. */
  say?: ReactNode;
  children: ReactNode;
}

/** One page: breadcrumb from the menu, one heading, its acts, its content. Sets the title of the window. */
export function Page({ heading, beside, acts, say, children }: PageProps) {
  const t = useTexts(menuTexts);
  const shell = useTexts(shellTexts);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const found = findMenuEntry(path);
  useEffect(() => {
    document.title = `${heading} · ${shell('product')}`;
  }, [heading, shell]);
  const isHome = path === '/workbench';
  const crumbs = [
    { title: <PlainLink href="/workbench">{t('workbench')}</PlainLink> },
    ...(found?.group.text ? [{ title: t(found.group.text) }] : []),
    ...(found && found.entry.to !== path
      ? [{ title: <PlainLink href={found.entry.to}>{t(found.entry.text)}</PlainLink> }]
      : []),
    { title: heading },
  ];
  return (
    <div className="page">
      {!isHome && <Breadcrumb items={crumbs} className="page-crumbs" />}
      <Flex className="page-head" justify="space-between" align="center" gap={12} wrap>
        <Flex align="center" gap={12} wrap>
          <h1>{heading}</h1>
          {beside}
        </Flex>
        {acts && (
          <Flex gap={8} wrap>
            {acts}
          </Flex>
        )}
      </Flex>
      {say && <p className="page-say">{say}</p>}
      {children}
    </div>
  );
}
