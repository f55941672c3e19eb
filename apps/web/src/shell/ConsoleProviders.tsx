// What every page of the console stands on: antd with our theme and words, the cache of answers, the way to the login.
import { useState } from 'react';
import { Outlet, useRouter } from '@tanstack/react-router';
import { QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import './console.css';
import { useLanguage } from './language.ts';
import { createQueryClient } from './query-client.ts';
import { theme } from './theme.ts';

export function ConsoleProviders() {
  const language = useLanguage();
  const router = useRouter();
  const [queryClient] = useState(() =>
    createQueryClient(() => {
      const { pathname, href } = router.state.location;
      if (pathname !== '/login')
        void router.navigate({ to: '/login', search: { from: href }, replace: true });
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider
        locale={language === 'zh' ? zh : en}
        theme={theme}
        button={{ autoInsertSpace: false }}
        form={{ requiredMark: true, scrollToFirstError: { focus: true } }}
      >
        <App notification={{ placement: 'topRight', duration: 8 }} message={{ maxCount: 2 }}>
          <Outlet />
        </App>
      </ConfigProvider>
    </QueryClientProvider>
  );
}
