// Batch codes (批次编号): no national form was found, so it is our own. `51000434-2026-00017` is the 17th batch of 2026 in
// the whole system, held by the site with serial 000434 of province 51. The last five digits go into every ticket number.

export interface BatchCode {
  /** Two digits of GB/T 2260. */
  readonly province: string;
  /** The six digits the province gave the site. */
  readonly site: string;
  /** Year of the exam, four digits. */
  readonly year: number;
  /** 1–99999, counted over all sites within the year. */
  readonly serial: number;
}

/** Writes a batch code. A part outside its range is a defect of the caller. */
export function formatBatchCode({ province, site, year, serial }: BatchCode): string {
  const code = `${province}${site}-${year}-${String(serial).padStart(5, '0')}`;
  if (!/^\d{8}-\d{4}-\d{5}$/.test(code) || serial < 1) throw new RangeError('batch code part');
  return code;
}

/** Reads a batch code, or null for a text of another form. */
export function parseBatchCode(code: string): BatchCode | null {
  const [, province, site, year, serial] = /^(\d{2})(\d{6})-(\d{4})-(\d{5})$/.exec(code) ?? [];
  if (!province || !site || !year || !serial) return null;
  return { province, site, year: Number(year), serial: Number(serial) };
}
