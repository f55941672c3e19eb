// The record of an item that only banks know: a context declaration of QTI 3.0 with one value per field.
import { childrenOf, findAttribute, findChild, textOf } from '../qti/xml-tree.ts';
import type { XmlElement } from '../qti/xml-tree.ts';

/** The context variable that holds what only banks know. */
export const contextId = 'JIANGPING';

/** The fields of the record by name, as written; empty where the item has none. */
export function readRecord(root: XmlElement): ReadonlyMap<string, string> {
  const declaration = childrenOf(root, 'qti-context-declaration').find(
    (each) => findAttribute(each, 'identifier') === contextId,
  );
  const value = declaration ? findChild(declaration, 'qti-default-value') : null;
  return new Map(
    childrenOf(value ?? root, 'qti-value').map((each) => [
      findAttribute(each, 'field-identifier') ?? '',
      textOf(each),
    ]),
  );
}
