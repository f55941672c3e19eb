import type { Problems } from '../qti/problems.ts';
import type { XmlElement } from '../qti/xml-tree.ts';
import { checkSchema } from './check-schema.ts';

/** Enough to see what a program does otherwise; a whole file of its habits would bury everything else. */
const mostFaults = 50;

/** Tells the differences of a QTI 3.0 document from its schema: warnings, never more, since the reader takes more than the schema. */
export function tellSchemaFaults(root: XmlElement, problems: Problems): void {
  const faults = checkSchema(root);
  for (const { code, at, message } of faults.slice(0, mostFaults)) problems.add('warning', code, at, message);
  const more = faults.length - mostFaults;
  if (more > 0)
    problems.add('warning', 'schema_more', null, `${more} more differences from the schema of QTI 3.0.`);
}
