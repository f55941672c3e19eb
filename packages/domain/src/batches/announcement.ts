// The words of an announcement. Training dealers promise what no assessment may; the rectification of 2022 had such adverts
// removed (包过、X天拿证、速成、代考、挂靠).
import { Refusal } from '../refusal.ts';

/** What makes a sentence speak against the word in it. */
const against = /严禁|禁止|不得|杜绝|拒绝|谨防|警惕|抵制|严查|严厉打击/u;

/**
 * The first banned word of a text, or null. Full-width letters, spaces, invisible characters and stars between the letters
 * hide no word; a clause that warns of it (`严禁代考`) is not its advert. `报名费不包。过时不候` holds no `包过`.
 */
export function findBannedWord(text: string, banned: readonly string[]): string | null {
  const clauses = text
    .normalize('NFKC')
    .replace(/[\p{Zs}\t\p{Cf}*·•_~|/\\-]/gu, '')
    .toLowerCase()
    .split(/[,.;:!?。、\n\r]/u);
  for (const clause of clauses) {
    for (const word of banned) {
      const at = clause.indexOf(word.normalize('NFKC').toLowerCase());
      if (at >= 0 && !against.test(clause.slice(0, at))) return word;
    }
  }
  return null;
}

/** Refuses (`announcement_word_banned`) an announcement with a word that promises or offers what no assessment may. */
export function checkAnnouncement(text: string, banned: readonly string[]): void {
  const word = findBannedWord(text, banned);
  if (word !== null) throw new Refusal('announcement_word_banned', { word });
}
