import type { api } from '../shell/api.ts';

/** What everybody with access to papers may see of one without reading an item. */
export type Cover = Awaited<ReturnType<typeof api.papers.getPaperCover>>;
