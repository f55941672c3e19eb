import { useState } from 'react';
import { useRouter } from '@tanstack/react-router';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LoadingOutlined } from '@ant-design/icons';
import { Alert } from 'antd';
import { posts as postNames } from '@jiangping/domain/people/post';
import { useJoin, useTexts, useWord } from '../shell/language.ts';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { logInAsDemo } from './demo-accounts.ts';
import type { DemoAccount } from './demo-accounts.ts';
import { loginTexts } from './login-texts.ts';

interface DemoAccountsProps {
  accounts: readonly DemoAccount[];
  current: string | null;
  /** Where to go after logging in; the workbench unless a page was asked for. */
  to?: string;
  onLoggedIn?: () => void;
}

/** Every role of a demo server, one click each. */
export function DemoAccounts({ accounts, current, to = '/workbench', onLoggedIn }: DemoAccountsProps) {
  const t = useTexts(loginTexts);
  const join = useJoin();
  const word = useWord();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [wait, setWait] = useState<number | null>(null);
  const login = useMutation({
    mutationFn: (account: DemoAccount) => {
      setWait(null);
      return logInAsDemo(account, setWait);
    },
    onSuccess: () => {
      onLoggedIn?.();
      // What the last role was shown must not be shown to the next one.
      queryClient.removeQueries({
        predicate: ({ queryKey }) => queryKey[1] !== 'listDemoAccounts' && queryKey[1] !== 'getMe',
      });
      void queryClient.invalidateQueries({ queryKey: ['people', 'getMe'] });
      router.history.push(to);
    },
  });
  return (
    <div className="demo-accounts">
      <p className="quiet">{t('demoSay')}</p>
      {login.isError && <RefusalAlert error={login.error} />}
      {login.isPending && wait !== null && (
        <Alert type="info" showIcon title={t('demoWait', { seconds: wait })} />
      )}
      <ul>
        {accounts.map((account) => {
          const isBusy = login.isPending && login.variables.account === account.account;
          return (
            <li key={account.account}>
              <button
                type="button"
                className="demo-account"
                disabled={login.isPending}
                aria-current={account.account === current}
                onClick={() => login.mutate(account)}
              >
                <span className="demo-account-post">
                  {join(account.posts.map(({ post }) => word(postNames[post])))}{' '}
                  {isBusy && <LoadingOutlined />}
                </span>
                <span className="demo-account-name">
                  {account.name}
                  {account.posts[0]?.site ? ` · ${word(account.posts[0].site)}` : ''}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
