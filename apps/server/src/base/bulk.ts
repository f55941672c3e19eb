/** Rows in portions for one INSERT each: a statement takes at most 65,535 parameters. */
export function portionsOf<Row>(rows: readonly Row[], size = 1000): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) =>
    rows.slice(i * size, (i + 1) * size),
  );
}
