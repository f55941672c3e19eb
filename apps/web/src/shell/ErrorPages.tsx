import { useRouter } from '@tanstack/react-router';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Button, Result, Typography } from 'antd';
import { statusOf } from './api.ts';
import { useTexts } from './language.ts';
import { RefusalAlert, useTrouble } from './RefusalAlert.tsx';
import { shellTexts } from './texts.ts';

/** 403: the caller holds no post for what the page shows; the server's own sentence names the post. */
export function ForbiddenPage({ error }: { error: unknown }) {
  const t = useTexts(shellTexts);
  const { sentence } = useTrouble(error);
  return (
    <Result
      status="403"
      title={t('title403')}
      subTitle={
        <>
          {sentence}
          <br />
          {t('text403')}
        </>
      }
      extra={<ToWorkbench />}
    />
  );
}

/** 404: no such page, or a row of another site, which is not even admitted to exist. */
export function NotFoundPage() {
  const t = useTexts(shellTexts);
  return <Result status="404" title={t('title404')} subTitle={t('text404')} extra={<ToWorkbench />} />;
}

/** 500: a page broke. Its own error is shown small, so that it can be told to whoever mends it. */
export function BrokenPage({ error }: ErrorComponentProps) {
  const t = useTexts(shellTexts);
  if (statusOf(error) === 404) return <NotFoundPage />;
  if (statusOf(error) !== null) return <RefusalAlert error={error} />;
  return (
    <Result
      status="500"
      title={t('title500')}
      subTitle={t('text500')}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {t('reload')}
        </Button>
      }
    >
      <Typography.Text type="secondary" code>
        {error instanceof Error ? error.message : String(error)}
      </Typography.Text>
    </Result>
  );
}

function ToWorkbench() {
  const t = useTexts(shellTexts);
  const router = useRouter();
  return (
    <Button type="primary" onClick={() => void router.navigate({ to: '/workbench' })}>
      {t('toWorkbench')}
    </Button>
  );
}
