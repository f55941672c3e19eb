// What wordProblem joins, taken apart again: for whoever shows one language at a time.

/**
 * A message in both languages parted; one in a single language is said in both. The Chinese sentence of a code names nothing:
 * the names that the English one quotes are put behind it.
 */
export function partWords(message: string): { zh: string; en: string } {
  const [, zh, en] = /^(.*?\p{Script=Han}.*?[。！？])\s+(?=["“<A-Z\d])(.+)$/su.exec(message) ?? [];
  if (zh === undefined || en === undefined) return { zh: message, en: message };
  const names = [
    ...new Set(Array.from(en.matchAll(/“([^”]{1,80})”|<([\w:-]{1,60})>/g), ([, a, b]) => a ?? b ?? '')),
  ];
  const unsaid = names.filter((name) => !zh.includes(name));
  return { zh: unsaid.length === 0 ? zh : `${zh.slice(0, -1)}：${unsaid.join('、')}${zh.slice(-1)}`, en };
}
