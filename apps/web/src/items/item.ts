import type { api } from '../shell/api.ts';

/** An item version as the server tells it to who may read it. */
export type Item = Awaited<ReturnType<typeof api.items.getItem>>;
