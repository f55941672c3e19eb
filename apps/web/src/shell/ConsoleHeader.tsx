import { Link, useRouter } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { DownOutlined, GlobalOutlined, LogoutOutlined, MenuOutlined, SwapOutlined } from '@ant-design/icons';
import { App, Avatar, Button, Dropdown, Grid, Layout, Modal } from 'antd';
import { useState } from 'react';
import { posts as postNames } from '@jiangping/domain/people/post';
import { DemoAccounts } from '../people/DemoAccounts.tsx';
import { demoAccountsQuery } from '../people/demo-accounts.ts';
import { api } from './api.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { useTexts, useWord } from './language.ts';
import { useMe } from './me.ts';
import { useTrouble } from './RefusalAlert.tsx';
import { shellTexts } from './texts.ts';

/** Brand, language, and who works here under which posts. `onMenu` opens the menu where it is not always visible. */
export function ConsoleHeader({ onMenu }: { onMenu: (() => void) | null }) {
  const t = useTexts(shellTexts);
  const isWide = Grid.useBreakpoint().md ?? false;
  return (
    <Layout.Header className="console-header">
      {onMenu && <Button type="text" icon={<MenuOutlined />} aria-label={t('menu')} onClick={onMenu} />}
      <Link to="/workbench" className="brand">
        <span className="brand-mark" aria-hidden="true">
          匠
        </span>
        <span className="brand-name">{isWide ? t('productLong') : t('product')}</span>
      </Link>
      <span className="console-header-gap" />
      <LanguageSwitch />
      <WhoAmI isWide={isWide} />
    </Layout.Header>
  );
}

function WhoAmI({ isWide }: { isWide: boolean }) {
  const t = useTexts(shellTexts);
  const word = useWord();
  const me = useMe();
  const demo = useQuery(demoAccountsQuery);
  const [isSwitching, setSwitching] = useState(false);
  const logOut = useLogOut();
  const posts = me.posts.map(({ post, site }) => {
    const place = site ? word(site) : t('atCenter');
    return { name: word(postNames[post]), place };
  });
  const first = posts[0];
  const items = [
    {
      key: 'posts',
      type: 'group' as const,
      label: me.account,
      children: posts.map(({ name, place }, index) => ({
        key: `post-${index}`,
        label: `${name} · ${place}`,
        disabled: true,
      })),
    },
    { key: 'line', type: 'divider' as const },
    ...(demo.data && demo.data.length > 0
      ? [{ key: 'switch', icon: <SwapOutlined />, label: t('switchRole'), onClick: () => setSwitching(true) }]
      : []),
    { key: 'public', icon: <GlobalOutlined />, label: <a href="/">{t('publicSite')}</a> },
    { key: 'out', icon: <LogoutOutlined />, label: t('logOut'), onClick: logOut },
  ];
  return (
    <>
      <Dropdown menu={{ items, className: 'who-menu' }} trigger={['click']} placement="bottomRight">
        <Button type="text" className="who" {...(isWide ? {} : { 'aria-label': me.person.name })}>
          <Avatar size={28} className="who-avatar" aria-hidden="true">
            {String.fromCodePoint(me.person.name.codePointAt(0) ?? 0x2013)}
          </Avatar>
          {isWide && (
            <span className="who-words">
              <span className="who-name">{me.person.name}</span>
              <span className="who-post">
                {first ? first.name : t('holdsNoPost')}
                {posts.length > 1 ? ` +${posts.length - 1}` : ''}
              </span>
            </span>
          )}
          <DownOutlined className="who-arrow" />
        </Button>
      </Dropdown>
      <Modal
        title={t('switchRole')}
        open={isSwitching}
        onCancel={() => setSwitching(false)}
        footer={null}
        width={720}
        destroyOnHidden
      >
        <DemoAccounts
          accounts={demo.data ?? []}
          current={me.account}
          onLoggedIn={() => setSwitching(false)}
        />
      </Modal>
    </>
  );
}

function useLogOut(): () => void {
  const router = useRouter();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const { sentence } = useTrouble(null);
  return () => {
    void api.people.logOut().then(
      async () => {
        await router.navigate({ to: '/login' });
        queryClient.clear();
      },
      () => void message.error(sentence),
    );
  };
}
