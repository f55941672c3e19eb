// Attribute lists as rules, and what their types take (XML Schema Part 2; the patterns are those of imsqti_asiv3p0_v1p0.xsd).

/** What one attribute must be. */
export interface AttributeRule {
  readonly isRequired: boolean;
  /** The type as written, for messages; null for any text. */
  readonly type: string | null;
}

/** The attributes of an element. */
export interface AttributeRules {
  readonly byName: ReadonlyMap<string, AttributeRule>;
  /** Names beside the listed ones are taken. */
  readonly isOpen: boolean;
}

const mime = /^[^\s()<>@,;:\\"/[\]?=]+\/[^\s()<>@,;:\\"/[\]?=]+$/;
const float = /^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[Ee][+-]?\d+)?|INF)$|^NaN$/;
const everyToken = (text: string, holds: (token: string) => boolean) =>
  text !== '' && text.split(/\s+/).every(holds);
const views = new Set(['author', 'candidate', 'proctor', 'scorer', 'testConstructor', 'tutor']);

const types: Readonly<Record<string, (value: string) => boolean>> = {
  boolean: (value) => /^(?:true|false|0|1)$/.test(value),
  integer: (value) => /^[+-]?\d+$/.test(value),
  count: (value) => /^(?:\+?\d+|-0+)$/.test(value),
  float: (value) => float.test(value),
  amount: (value) => float.test(value) && value !== 'NaN' && !(Number(value.replace('INF', 'Infinity')) < 0),
  length: (value) => /^\d+%?$/.test(value),
  coords: (value) => /^(?:\d+%?,){2,}\d+%?$/.test(value),
  mime: (value) => mime.test(value),
  mimes: (value) => everyToken(value, (token) => mime.test(token)),
  views: (value) => everyToken(value, (token) => views.has(token)),
  /** xs:ID: a name of XML without a colon. */
  id: (value) => /^[\p{L}_][\p{L}\p{N}\p{M}._-]*$/u.test(value),
};

/** Compiles a list as attributes.ts writes it. */
export function compileAttributes(written: string): AttributeRules {
  const tokens = written.split(/\s+/).filter((token) => token !== '');
  const byName = new Map<string, AttributeRule>();
  for (const token of tokens) {
    const [, name = '', mark, type] = /^([\w-]+)(!?)(?:=(.+))?$/.exec(token) ?? [];
    if (name === '') continue;
    if (type !== undefined && !type.includes('|') && !(type in types))
      throw new Error(`“${type}” is no type of an attribute.`);
    byName.set(name, { isRequired: mark === '!', type: type ?? null });
  }
  return { byName, isOpen: tokens.includes('*') };
}

/** True where the value is of the type: a name of `types`, or one of `a|b`, where `x:` takes whatever begins so. */
export function fitsType(value: string, type: string | null): boolean {
  if (type === null) return true;
  const plain = value.trim();
  if (type.includes('|'))
    return type.split('|').some((each) => (each.endsWith(':') ? plain.startsWith(each) : plain === each));
  return types[type]?.(plain) ?? true;
}
