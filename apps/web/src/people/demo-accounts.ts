import { queryOptions } from '@tanstack/react-query';
import { api, codeOf } from '../shell/api.ts';
import { computeTotp, stepSeconds } from './totp.ts';

/** Accounts to try. A server that is no demo refuses; then there are none and nothing is shown. */
export const demoAccountsQuery = queryOptions({
  queryKey: ['people', 'listDemoAccounts'],
  queryFn: ({ signal }) => api.people.listDemoAccounts(undefined, { signal }).catch(() => []),
  staleTime: Infinity,
});

export type DemoAccount = Awaited<ReturnType<typeof api.people.listDemoAccounts>>[number];

/**
 * Logs in as a demo account. A code that was just used may not be used again, so the code of the next time step is
 * tried, which the server takes one step ahead; when that is used up too, `onWait` is told how many seconds remain
 * until the next one is due.
 */
export async function logInAsDemo(
  { account, password, totpSecret }: DemoAccount,
  onWait: (seconds: number) => void,
): Promise<void> {
  const tryStep = async (ahead: number) => {
    const code = await computeTotp(totpSecret, Date.now() / 1000 + ahead * stepSeconds);
    await api.people.logIn({ account, password, code });
  };
  for (const ahead of [0, 1]) {
    try {
      await tryStep(ahead);
      return;
    } catch (error) {
      if (codeOf(error) !== 'totp_replayed') throw error;
    }
  }
  const seconds = stepSeconds - (Math.floor(Date.now() / 1000) % stepSeconds) + 1;
  onWait(seconds);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  await tryStep(1);
}
