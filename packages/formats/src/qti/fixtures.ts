// Small documents for the tests of this folder.
import type { CheckOptions, CheckReport } from '../check.ts';
import { checkQti } from './check-qti.ts';
import { stepLimit } from './evaluation.ts';
import type { Context } from './evaluation.ts';
import { evaluate } from './expressions.ts';
import type { BaseType, Cardinality, MaybeValue, Scalar } from './model.ts';
import { collectProblems } from './problems.ts';
import { createRandom } from './random.ts';
import { makeValue } from './values.ts';
import { readXml } from './xml.ts';
import type { XmlElement } from './xml-tree.ts';
import type { CheckProblem } from '../check.ts';

const encoder = new TextEncoder();

/** A QTI 3.0 item around the given inner XML. */
export function item3(inner: string, attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="item-1" title="Item one" adaptive="false" time-dependent="false" xml:lang="en" ${attributes}>${inner}</qti-assessment-item>`;
}

/** A QTI 2.x item around the given inner XML. */
export function item2(inner: string, version = 'v2p1', attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_${version}" identifier="item-1" title="Item one" adaptive="false" timeDependent="false" ${attributes}>${inner}</assessmentItem>`;
}

export const score3 = '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>';
export const score2 = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>';

/** The processing element of a standard template in its QTI 3.0 address. */
export function template3(name: string): string {
  return `<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/${name}"/>`;
}

/** A response declaration of QTI 3.0 with correct values and whatever else stands in it. */
export function response3(
  id: string,
  cardinality: string,
  type: string,
  correct: readonly string[],
  more = '',
): string {
  const values = correct.map((v) => `<qti-value>${v}</qti-value>`).join('');
  const written = correct.length > 0 ? `<qti-correct-response>${values}</qti-correct-response>` : '';
  return `<qti-response-declaration identifier="${id}" cardinality="${cardinality}" base-type="${type}">${written}${more}</qti-response-declaration>`;
}

/** The report on one document. */
export function checkText(text: string, options?: CheckOptions): CheckReport {
  return checkQti({ kind: 'file', name: 'item.xml', bytes: encoder.encode(text) }, options);
}

/** The report on a package of texts. */
export function checkFiles(files: Readonly<Record<string, string>>, options?: CheckOptions): CheckReport {
  const bytes = new Map(Object.entries(files).map(([path, text]) => [path, encoder.encode(text)]));
  return checkQti({ kind: 'package', name: 'package.zip', files: bytes }, options);
}

/** The codes of the problems of one severity, or of all. */
export function codesOf(
  { problems }: { readonly problems: readonly CheckProblem[] },
  severity?: string,
): string[] {
  return problems.filter((p) => severity === undefined || p.severity === severity).map(({ code }) => code);
}

/** The root of a well-formed text. */
export function rootOf(text: string): XmlElement {
  const read = readXml(text);
  if ('fault' in read) throw new Error(`${read.fault.message} (line ${read.fault.line})`);
  return read.root;
}

export interface Evaluated {
  readonly value: MaybeValue;
  readonly codes: readonly string[];
}

/** The value of one expression over the given variables, with the codes of what it told. */
export function evaluated(
  expression: string,
  variables: Readonly<Record<string, MaybeValue>> = {},
  seed = 1,
): Evaluated {
  const problems: CheckProblem[] = [];
  const context: Context = {
    variables: {
      find: (id) => variables[id],
      findCorrect: () => undefined,
      findDefault: () => undefined,
      findResponse: () => undefined,
    },
    test: null,
    random: createRandom(seed),
    problems: collectProblems('x', problems),
    budget: { left: stepLimit },
    customOperators: new Map(),
  };
  const value = evaluate(rootOf(expression), context);
  return { value, codes: problems.map(({ code }) => code) };
}

/** The scalar of a single value, the list of a container, or null. */
export function plain(value: MaybeValue): unknown {
  if (!value) return null;
  return value.cardinality === 'single' ? value.values[0] : value.values;
}

/** A single value; two values make NULL. */
export const value = (type: BaseType, ...values: Scalar[]): MaybeValue => makeValue('single', type, values);
export const list = (cardinality: Cardinality, type: BaseType, ...values: Scalar[]): MaybeValue =>
  makeValue(cardinality, type, values);
export const n = (x: number): MaybeValue => value('float', x);
export const i = (x: number): MaybeValue => value('integer', x);
export const s = (x: string): MaybeValue => value('string', x);

/** `<qti-name attributes>` around variables with the values given. */
export function apply(name: string, args: readonly MaybeValue[], attributes = '', seed = 1): Evaluated {
  const ids = args.map((_, at) => `v${at}`);
  const inner = ids.map((id) => `<qti-variable identifier="${id}"/>`).join('');
  const variables = Object.fromEntries(ids.map((id, at) => [id, args[at] ?? null]));
  return evaluated(`<qti-${name} ${attributes}>${inner}</qti-${name}>`, variables, seed);
}

/** The plain value of `apply`. */
export const result = (name: string, args: readonly MaybeValue[], attributes = ''): unknown =>
  plain(apply(name, args, attributes).value);
