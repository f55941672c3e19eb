import { implement } from '@orpc/server';
import { people } from '@jiangping/contract/people';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { Refusal } from '@jiangping/domain/refusal';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { createRateLimit } from '../base/rate-limit.ts';
import { confirmGrant, listGrants, proposeGrant, revokeGrant } from './grants.ts';
import { getMe, listPostsOfAccount, logIn, logOut } from './logins.ts';
import { listPersons, openAccount, registerPerson } from './persons.ts';
import { listPolicies, publishPolicy } from './policies.ts';
import { getRule, listRules, publishRule } from './rules.ts';

/** An account that a demo server tells to whoever asks. */
export interface DemoAccount {
  account: string;
  password: string;
  totpSecret: string;
  name: string;
}

/** The routes of people. `demoAccounts` answers only on a demo server. */
export function peopleRoutes(base: Base, demoAccounts: (() => DemoAccount[]) | null) {
  const os = implement(people).$context<RequestContext>();
  // Per address, above the lock per account: guessing over many accounts.
  const limitLogins = createRateLimit(base.ambient, demoAccounts ? 1000 : 30, demoAccounts ? 1000 : 30);
  return os.router({
    logIn: os.logIn.handler(async ({ input, context }) => {
      limitLogins(context.address);
      const login = await logIn(base, input);
      context.setLoginCookie(
        login.token,
        (Date.parse(login.expiresAt) - base.ambient.now().getTime()) / 1000,
      );
      return login;
    }),
    logOut: os.logOut.handler(async ({ context }) => {
      await logOut(base, context.token);
      context.setLoginCookie(null, 0);
      return { ended: true as const };
    }),
    getMe: os.getMe.handler(({ context }) => getMe(base, context.token)),
    listPersons: os.listPersons.handler(({ input, context }) => listPersons(base, context.caller, input)),
    registerPerson: os.registerPerson.handler(({ input, context }) =>
      registerPerson(base, context.caller, input),
    ),
    openAccount: os.openAccount.handler(({ input, context }) => openAccount(base, context.caller, input)),
    proposeGrant: os.proposeGrant.handler(({ input, context }) => proposeGrant(base, context.caller, input)),
    confirmGrant: os.confirmGrant.handler(({ input, context }) => confirmGrant(base, context.caller, input)),
    revokeGrant: os.revokeGrant.handler(({ input, context }) => revokeGrant(base, context.caller, input)),
    listGrants: os.listGrants.handler(({ input, context }) => listGrants(base, context.caller, input)),
    publishRule: os.publishRule.handler(({ input, context }) => publishRule(base, context.caller, input)),
    getRule: os.getRule.handler(({ input }) => getRule(base, input.ruleId)),
    listRules: os.listRules.handler(() => listRules(base)),
    publishPolicy: os.publishPolicy.handler(({ input, context }) =>
      publishPolicy(base, context.caller, input),
    ),
    listPolicies: os.listPolicies.handler(({ input }) =>
      listPolicies(base, input.on ?? shanghaiDateOf(base.ambient.now().getTime())),
    ),
    listDemoAccounts: os.listDemoAccounts.handler(() => {
      if (!demoAccounts) throw new Refusal('not_found');
      return Promise.all(
        demoAccounts().map(async (account) => ({
          ...account,
          posts: await listPostsOfAccount(base, account.account),
        })),
      );
    }),
  });
}
