// The tables of a schema, compiled once they are first asked for.
import { attributeLists } from './attributes.ts';
import { compileAttributes } from './attribute-rules.ts';
import type { AttributeRules } from './attribute-rules.ts';
import { compileModel } from './content-model.ts';
import type { ContentModel } from './content-model.ts';
import { contentModels } from './content-models.ts';
import { manifestAttributes, manifestModels, manifestTexts } from './manifest-schema.ts';
import { nameClasses } from './name-classes.ts';

export const asiNamespace = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0';
/** IMS CP 1.2 in its QTI 3.0 profile. */
export const manifestNamespace = 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1';
export const metadataNamespace = 'http://www.imsglobal.org/xsd/imsqti_metadata_v3p0';
export const lomNamespace = 'http://ltsc.ieee.org/xsd/LOM';

export interface Schema {
  /** Its own namespaces; an element of none counts as its own. */
  readonly namespaces: readonly string[];
  /** Elements of these stand where the model names them, and nothing below them is looked at. */
  readonly guests: readonly string[];
  /** Elements of these may stand anywhere. */
  readonly passing: readonly string[];
  /** The model of an element in its parent; null for an element that the schema does not know. */
  modelOf(name: string, parent: string): ContentModel | null;
  attributesOf(name: string, parent: string): AttributeRules;
  /** The type that the words of an element must be of; null for any. */
  textTypeOf(name: string): string | null;
}

/** One entry a name, where the table gives several names a line. */
function byName(table: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(
    Object.entries(table).flatMap(([names, written]) => names.split(' ').map((name) => [name, written])),
  );
}

interface Tables {
  readonly models: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, string>>;
}

function makeSchema(
  { models, attributes, texts }: Tables,
  reach: Pick<Schema, 'namespaces' | 'guests' | 'passing'>,
): Schema {
  const written = { models: byName(models), attributes: byName(attributes) };
  const compiledModels = new Map<string, ContentModel>();
  const compiledAttributes = new Map<string, AttributeRules>();
  return {
    ...reach,
    modelOf(name, parent) {
      const text = written.models.get(`${name}@${parent}`) ?? written.models.get(name);
      if (text === undefined) return null;
      const known = compiledModels.get(text) ?? compileModel(text, nameClasses);
      compiledModels.set(text, known);
      return known;
    },
    attributesOf(name, parent) {
      const text = written.attributes.get(`${name}@${parent}`) ?? written.attributes.get(name) ?? '';
      const known = compiledAttributes.get(text) ?? compileAttributes(text);
      compiledAttributes.set(text, known);
      return known;
    },
    textTypeOf: (name) => texts[name] ?? null,
  };
}

/** QTI 3.0 assessments, sections and items. */
export const asiSchema = makeSchema(
  { models: contentModels, attributes: attributeLists, texts: {} },
  {
    namespaces: [asiNamespace],
    guests: [],
    passing: [
      'http://www.w3.org/1998/Math/MathML',
      'http://www.w3.org/2001/10/synthesis',
      'http://www.w3.org/2010/10/synthesis',
      'http://www.w3.org/2001/XInclude',
    ],
  },
);

/** Manifests of QTI 3.0 packages. */
export const manifestSchema = makeSchema(
  { models: manifestModels, attributes: manifestAttributes, texts: manifestTexts },
  {
    namespaces: [manifestNamespace, metadataNamespace],
    guests: [
      lomNamespace,
      'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscsmd_v1p1',
      'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_extensionv1p2',
    ],
    passing: [],
  },
);
