// What a page keeps in its address: plain texts, so that a link can be read, typed and sent.

/** All of the search of a list page; filters have the names of the contract's input. */
export type ListSearch = { readonly [name: string]: string | undefined };

/** `?q=酒&state=filed` as a record of texts. */
export function parseSearch(search: string): ListSearch {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Inverse of {@link parseSearch}; leaves out what is empty. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') params.set(name, value);
    if (typeof value === 'number') params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** Keeps of a search only the names a page knows, as a route's `validateSearch`. */
export function searchOf<const Name extends string>(...names: readonly Name[]) {
  return (search: Readonly<Record<string, unknown>>): { [K in Name]?: string } =>
    Object.fromEntries(
      names.flatMap((name) =>
        typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [],
      ),
    ) as { [K in Name]?: string };
}

/** `searchOf` for a list page: text, page and size, and the page's own filters. */
export function listSearchOf<const Name extends string = never>(
  ...filters: readonly Name[]
): ReturnType<typeof searchOf<'q' | 'page' | 'pageSize' | Name>> {
  return searchOf<'q' | 'page' | 'pageSize' | Name>('q', 'page', 'pageSize', ...filters);
}
