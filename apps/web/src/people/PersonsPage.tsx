import { api } from '../shell/api.ts';
import { Maybe } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { ListPage } from '../shell/ListPage.tsx';
import { useMay } from '../shell/me.ts';
import { idTypeNames } from '@jiangping/domain/people/person-choices';
import { OpenAccountButton } from './OpenAccountButton.tsx';
import { PostTags } from './PostTags.tsx';
import { RegisterPersonButton } from './RegisterPersonButton.tsx';
import { peopleTexts } from './texts.ts';

type Person = Awaited<ReturnType<typeof api.people.listPersons>>['rows'][number];

/** Registered people with masked numbers, accounts and posts. */
export function PersonsPage() {
  const t = useTexts(peopleTexts);
  const word = useWord();
  const may = useMay();
  const register = may('registerPerson') && <RegisterPersonButton />;
  return (
    <ListPage
      heading={t('persons')}
      say={t('personsSay')}
      queryKey={['people', 'listPersons']}
      load={(query, _, signal) => api.people.listPersons(query, { signal })}
      rowKey={({ id }) => id}
      looksFor={t('looksForPerson')}
      toolbar={register}
      columns={[
        { key: 'name', title: t('name'), render: ({ name }) => name, width: 180 },
        {
          key: 'idNumber',
          title: t('idNumber'),
          render: ({ idType, idNumberMasked }) => (
            <span className="two-lines">
              <span className="code">{idNumberMasked}</span>
              <span className="quiet">{word(idTypeNames[idType as keyof typeof idTypeNames], idType)}</span>
            </span>
          ),
        },
        { key: 'employer', title: t('employer'), render: ({ employer }) => <Maybe text={employer} /> },
        {
          key: 'account',
          title: t('account'),
          render: ({ account }) => account ?? <span className="quiet">{t('noAccount')}</span>,
        },
        { key: 'posts', title: t('posts'), render: ({ posts }) => <PostTags posts={posts} /> },
      ]}
      {...(may('openAccount')
        ? { rowActs: (row: Person) => row.account === null && <OpenAccountButton person={row} /> }
        : {})}
      empty={{ say: t('personsEmpty'), act: register }}
    />
  );
}
