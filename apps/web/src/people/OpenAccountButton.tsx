import { Alert, Descriptions, Form, Input, Typography } from 'antd';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { peopleTexts } from './texts.ts';

/** Opens an account for a registered person; secret and recovery codes are shown once and never again. */
export function OpenAccountButton({ person }: { person: { id: string; name: string } }) {
  const t = useTexts(peopleTexts);
  return (
    <ActButton<{ account: string; password: string }, Awaited<ReturnType<typeof api.people.openAccount>>>
      label={t('openAccount')}
      type="link"
      say={t('openAccountSay', { name: person.name })}
      refreshes={[['people', 'listPersons']]}
      run={({ account, password }, options) =>
        api.people.openAccount({ personId: person.id, account, password }, options)
      }
      show={({ totpSecret, recoveryCodes }) => (
        <>
          <Alert type="warning" showIcon title={t('secretOnce')} className="act-say" />
          <Descriptions
            column={1}
            bordered
            size="small"
            items={[
              {
                key: 'secret',
                label: t('totpSecret'),
                children: (
                  <Typography.Text copyable code>
                    {totpSecret}
                  </Typography.Text>
                ),
              },
              {
                key: 'codes',
                label: t('recoveryCodes'),
                children: (
                  <Typography.Text copyable={{ text: recoveryCodes.join('\n') }}>
                    {recoveryCodes.join('  ')}
                  </Typography.Text>
                ),
              },
            ]}
          />
        </>
      )}
      fields={
        <>
          <Form.Item
            name="account"
            label={t('account')}
            rules={[{ required: true, message: t('required', { label: t('account') }) }]}
          >
            <Input autoComplete="off" autoCapitalize="none" maxLength={200} />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('password')}
            extra={t('passwordHint')}
            rules={[{ required: true, min: 10, message: t('passwordHint') }]}
          >
            <Input.Password autoComplete="new-password" maxLength={200} />
          </Form.Item>
        </>
      }
    />
  );
}
