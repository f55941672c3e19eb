import { useEffect } from 'react';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Form, Input } from 'antd';
import { api, codeOf } from '../shell/api.ts';
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx';
import { useTexts } from '../shell/language.ts';
import { isOwnPath } from '../shell/PlainLink.tsx';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { shellTexts } from '../shell/texts.ts';
import { demoAccountsQuery } from './demo-accounts.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import { loginTexts } from './login-texts.ts';

interface LoginValues {
  account: string;
  password: string;
  code?: string;
}

/** Account, password and one-time code; on a demo server also every role by one click. Goes back where one came from. */
export function LoginPage() {
  const t = useTexts(loginTexts);
  const shell = useTexts(shellTexts);
  const router = useRouter();
  const queryClient = useQueryClient();
  const { from = '' } = useSearch({ strict: false });
  const to = isOwnPath(from) && !from.startsWith('/login') ? from : '/workbench';
  const demo = useQuery(demoAccountsQuery);
  const login = useMutation({
    mutationFn: (values: LoginValues) => api.people.logIn(values),
    onSuccess: () => {
      queryClient.clear();
      router.history.push(to);
    },
  });
  useEffect(() => {
    document.title = `${t('heading')} · ${shell('product')}`;
  }, [t, shell]);
  const isCodeWrong = login.isError && (codeOf(login.error) ?? '').startsWith('totp');
  return (
    <div className="login">
      <header className="login-head">
        <a href="/" className="brand">
          <span className="brand-mark" aria-hidden="true">
            匠
          </span>
          <span className="brand-name">{shell('productLong')}</span>
        </a>
        <LanguageSwitch />
      </header>
      <main className="login-body">
        <section className="login-promise">
          <p className="login-promise-title">{t('promise')}</p>
          <p>{t('promiseSay')}</p>
        </section>
        <Card className="login-card">
          <h1>{t('heading')}</h1>
          <p className="quiet">{to === '/workbench' ? t('say') : t('returnTo')}</p>
          <Form<LoginValues>
            layout="vertical"
            requiredMark={false}
            size="large"
            onFinish={(values) => login.mutate(values)}
          >
            <Form.Item
              name="account"
              label={t('account')}
              rules={[{ required: true, message: t('required', { label: t('account') }) }]}
            >
              <Input autoComplete="username" autoCapitalize="none" autoCorrect="off" maxLength={200} />
            </Form.Item>
            <Form.Item
              name="password"
              label={t('password')}
              rules={[{ required: true, message: t('required', { label: t('password') }) }]}
            >
              <Input.Password autoComplete="current-password" maxLength={200} />
            </Form.Item>
            <Form.Item
              name="code"
              label={t('code')}
              extra={t('codeHint')}
              validateStatus={isCodeWrong ? 'error' : ''}
              rules={[{ pattern: /^(\d{6}|[0-9A-Za-z-]{8,20})$/, message: t('codeRule') }]}
            >
              <Input autoComplete="one-time-code" inputMode="text" maxLength={20} />
            </Form.Item>
            {login.isError && (
              <Form.Item>
                <RefusalAlert error={login.error} />
              </Form.Item>
            )}
            <Button type="primary" htmlType="submit" block loading={login.isPending}>
              {t('logIn')}
            </Button>
          </Form>
          <p className="login-note">{t('forCandidates')}</p>
        </Card>
        {demo.data && demo.data.length > 0 && (
          <Card className="login-card login-demo" title={t('demo')}>
            <DemoAccounts accounts={demo.data} current={null} to={to} />
          </Card>
        )}
      </main>
      <footer className="login-foot">
        <a href="/">{t('toPublic')}</a>
      </footer>
    </div>
  );
}
