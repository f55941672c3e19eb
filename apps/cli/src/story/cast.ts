import { randomBytes } from 'node:crypto';
import type { DemoPerson } from './files.ts';
import { logIn } from './server.ts';
import type { Account, Client, Server } from './server.ts';

/** The people of the story: who they are on the server, and a client for each as soon as one is needed. */
export interface Cast {
  /** Registers people, opens accounts where they have one, and gives the Center's posts. */
  admit(people: readonly DemoPerson[], onEach?: () => void): Promise<void>;
  /** Takes in people that the server knows already. */
  rejoin(members: readonly { person: DemoPerson; account: Account | null }[]): Promise<void>;
  /** Grants the posts that people hold at a site; proposer and confirmer are different administrators. */
  grantAtSite(siteSlug: string, siteId: string, only?: readonly DemoPerson[]): Promise<void>;
  /** Issues the cards that people hold, by a member of the Center's staff. */
  issueCards(
    people: readonly DemoPerson[],
    issuerSlug: string,
    occupations: ReadonlyMap<string, string>,
  ): Promise<void>;
  knows(slug: string): boolean;
  personId(slug: string): string;
  client(slug: string): Promise<Client>;
  /** Everybody with an account, for the login page of a demo. */
  accounts(): (Account & { name: string })[];
}

interface Member {
  person: DemoPerson;
  id: string;
  account: Account | null;
  client: Promise<Client> | null;
}

/** Starts a cast on an empty server with its first two security administrators. */
export async function createCast(
  server: Server,
  firstAccounts: readonly Account[],
  term: { validFrom: string; validTo: string },
): Promise<Cast> {
  const [first, second] = await Promise.all(
    firstAccounts.slice(0, 2).map(async (account) => server.client(await logIn(server, account))),
  );
  if (!first || !second) throw new Error('the server told no first accounts: is it empty and in demo mode?');
  const members = new Map<string, Member>();
  const get = (slug: string): Member => {
    const member = members.get(slug);
    if (!member) throw new Error(`nobody in the cast is called ${slug}`);
    return member;
  };
  const grant = async (
    personId: string,
    post: DemoPerson['posts'][number]['post'],
    siteId?: string,
  ): Promise<void> => {
    const { id } = await first.people.proposeGrant({
      personId,
      post,
      ...(siteId ? { siteId } : {}),
      ...term,
    });
    await second.people.confirmGrant({ grantId: id });
  };
  const client = (slug: string): Promise<Client> => {
    const member = get(slug);
    const { account } = member;
    if (!account) throw new Error(`${slug} has no account`);
    member.client ??= logIn(server, account).then((token) => server.client(token));
    return member.client;
  };
  return {
    client,
    knows: (slug) => members.has(slug),
    personId: (slug) => get(slug).id,
    async rejoin(known) {
      const ids = new Map<string, string>();
      for (let page = 1; ; page += 1) {
        const { rows } = await first.people.listPersons({ page, pageSize: 500 });
        for (const { id, account } of rows) if (account) ids.set(account, id);
        if (rows.length < 500) break;
      }
      for (const { person, account } of known) {
        const id = ids.get(person.account ?? '');
        if (id !== undefined && account) members.set(person.slug, { person, id, account, client: null });
      }
    },
    async issueCards(people, issuerSlug, occupations) {
      const issuer = await client(issuerSlug);
      for (const person of people) {
        for (const card of person.cards) {
          await issuer.cards.issueCard({
            personId: get(person.slug).id,
            kind: card.kind,
            number: card.number,
            occupationIds: card.occupations.flatMap((code) => occupations.get(code) ?? []),
            validFrom: card.validFrom,
            validTo: card.validTo,
          });
        }
      }
    },
    async admit(people, onEach) {
      for (const person of people) {
        const { id } = await first.people.registerPerson({
          name: person.name,
          idType: 'resident_id',
          idNumber: person.idNumber,
          sex: person.sex,
          bornOn: person.bornOn,
          phone: person.phone,
          employer: person.employer,
        });
        let account: Account | null = null;
        if (person.account) {
          const password = randomBytes(9).toString('base64url');
          const { totpSecret } = await first.people.openAccount({
            personId: id,
            account: person.account,
            password,
          });
          account = { account: person.account, password, totpSecret };
        }
        for (const { post, site } of person.posts) if (!site) await grant(id, post);
        members.set(person.slug, { person, id, account, client: null });
        onEach?.();
      }
    },
    async grantAtSite(siteSlug, siteId, only) {
      for (const { person, id } of members.values()) {
        if (only && !only.includes(person)) continue;
        for (const { post, site } of person.posts) if (site === siteSlug) await grant(id, post, siteId);
      }
    },
    accounts: () =>
      [...members.values()].flatMap(({ person, account }) =>
        account ? [{ ...account, name: person.name }] : [],
      ),
  };
}
