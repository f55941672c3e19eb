// The filters of the bank by what sittings told, as the words of its address.

/** Ranges of the share correct; the outer limits are those of a bare guess and of a gift. */
export const shareRanges = {
  '0-0.2': { minShare: 0, maxShare: 0.2 },
  '0.2-0.4': { minShare: 0.2, maxShare: 0.4 },
  '0.4-0.6': { minShare: 0.4, maxShare: 0.6 },
  '0.6-0.8': { minShare: 0.6, maxShare: 0.8 },
  '0.8-0.95': { minShare: 0.8, maxShare: 0.95 },
  '0.95-1': { minShare: 0.95, maxShare: 1 },
} as const;

/** Upper limits of the discrimination: nothing, the limit for attention, Ebel's poor and reasonable. */
export const biserialLimits = ['0', '0.1', '0.2', '0.3'] as const;

export const sortOrders = [
  'share_asc',
  'share_desc',
  'biserial_asc',
  'biserial_desc',
  'exposure_desc',
  'candidates_desc',
] as const;

const uses = ['attention', 'used', 'unused'] as const;

export interface UseFilter {
  minShare?: number;
  maxShare?: number;
  maxBiserial?: number;
  use?: (typeof uses)[number];
  sort?: 'share' | 'biserial' | 'candidates' | 'exposure';
  order?: 'asc' | 'desc';
}

/** The filter that an address asks for; words it does not know ask for nothing. */
export function parseUseFilter(search: { readonly [name: string]: string | undefined }): UseFilter {
  const { share, biserial, use, sort } = search;
  const range = Object.entries(shareRanges).find(([word]) => word === share)?.[1];
  const limit = biserialLimits.find((word) => word === biserial);
  const found = sortOrders.find((word) => word === sort);
  const [by, order] = (found ?? '').split('_');
  const wanted = uses.find((word) => word === use);
  return {
    ...range,
    ...(limit === undefined ? {} : { maxBiserial: Number(limit) }),
    ...(wanted === undefined ? {} : { use: wanted }),
    // `sortOrders` holds nothing but these pairs.
    ...(found === undefined ? {} : ({ sort: by, order } as Pick<UseFilter, 'sort' | 'order'>)),
  };
}
