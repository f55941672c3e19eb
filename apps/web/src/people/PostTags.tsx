import { posts as postNames } from '@jiangping/domain/people/post';
import type { Post } from '@jiangping/domain/people/post';
import { useTexts, useWord } from '../shell/language.ts';
import { shellTexts } from '../shell/texts.ts';

interface Held {
  post: Post;
  site: { nameZh: string; nameEn: string } | null;
}

/** The posts somebody holds, each with the place where it is held. */
export function PostTags({ posts }: { posts: readonly Held[] }) {
  const t = useTexts(shellTexts);
  const word = useWord();
  if (posts.length === 0) return <span className="quiet">{t('none')}</span>;
  return (
    <ul className="lines">
      {posts.map(({ post, site }, index) => (
        <li key={index}>
          {word(postNames[post])} <span className="quiet">{site ? word(site) : t('atCenter')}</span>
        </li>
      ))}
    </ul>
  );
}
