import { Outlet, useRouterState } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { CatchBoundary } from '@tanstack/react-router';
import { Drawer, Grid, Layout, Spin } from 'antd';
import { useState } from 'react';
import { ConsoleHeader } from './ConsoleHeader.tsx';
import { BrokenPage } from './ErrorPages.tsx';
import { useTexts } from './language.ts';
import { MeContext, meQuery } from './me.ts';
import { RefusalAlert } from './RefusalAlert.tsx';
import { SideMenu } from './SideMenu.tsx';
import { statusOf } from './api.ts';
import { shellTexts } from './texts.ts';

/** Frame of every console page: header, menu at the side (a drawer on phones), content. Waits until it is known who calls. */
export function ConsoleShell() {
  const t = useTexts(shellTexts);
  const me = useQuery(meQuery);
  const isWide = Grid.useBreakpoint().lg ?? false;
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [isFolded, setFolded] = useState(false);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  if (!me.data) {
    return (
      <div className="console-waiting">
        {me.isError && statusOf(me.error) !== 401 ? (
          <RefusalAlert error={me.error} onRetry={() => void me.refetch()} />
        ) : (
          <Spin size="large" />
        )}
      </div>
    );
  }
  return (
    <MeContext value={me.data}>
      <a className="skip-link" href="#content">
        {t('skipToContent')}
      </a>
      <Layout className="console">
        <ConsoleHeader onMenu={isWide ? null : () => setDrawerOpen(true)} />
        <Layout hasSider={isWide}>
          {isWide ? (
            <Layout.Sider
              className="console-side"
              theme="light"
              width={224}
              collapsedWidth={64}
              collapsible
              collapsed={isFolded}
              onCollapse={setFolded}
              aria-label={t('menu')}
            >
              <SideMenu isFolded={isFolded} />
            </Layout.Sider>
          ) : (
            <Drawer
              title={t('menu')}
              placement="left"
              size={280}
              open={isDrawerOpen}
              onClose={() => setDrawerOpen(false)}
              styles={{ body: { padding: 8 } }}
            >
              <SideMenu isFolded={false} onGo={() => setDrawerOpen(false)} />
            </Drawer>
          )}
          <Layout.Content className="console-content" id="content" tabIndex={-1}>
            <CatchBoundary getResetKey={() => path} errorComponent={BrokenPage}>
              <Outlet />
            </CatchBoundary>
          </Layout.Content>
        </Layout>
      </Layout>
    </MeContext>
  );
}
