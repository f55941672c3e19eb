// The manifest of a QTI 2.x package as one of QTI 3.0: same resources and files, new names of types and namespaces, and the
// order and parts that the profile of QTI 3.0 asks for.
import { element } from '../exchange/xml-text.ts';
import { lomNamespace, manifestNamespace, metadataNamespace } from '../qti-schema/schema.ts';
import { childrenOf, findChild, textOf } from '../qti/xml-tree.ts';
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';
import { manifestSchemas, packageSchema } from './manifest.ts';

const curriculumNamespace = 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscsmd_v1p1';
const oldType =
  /^(?:imsqti|imsapip)_(?:apip)?(item|test|section|outcomes|rptemplate|stimulus|assessment)_xmlv2p\d.*$/i;

function typeOf(old: string): string {
  return old.replace(oldType, (_, kind: string) => {
    const name = kind.toLowerCase();
    return `imsqti_${name === 'assessment' ? 'test' : name}_xmlv3p0`;
  });
}

const own = (name: string, children: readonly XmlNode[] = []): XmlElement => ({
  ...element(name, {}, children),
  namespace: manifestNamespace,
});

/** By the order in which the profile lists them; what it has no place for comes last. */
function placeOf({ name, namespace }: XmlElement): number {
  if (namespace === manifestNamespace) return name === 'schema' ? 0 : 1;
  return 2 + [metadataNamespace, curriculumNamespace, lomNamespace, namespace].indexOf(namespace);
}

function described(metadata: XmlElement | null): XmlElement[] {
  return metadata ? childrenOf(metadata).toSorted((a, b) => placeOf(a) - placeOf(b)) : [];
}

/** Metadata that the profile does not know describes a file: there it takes any. */
function upgradeResource(resource: XmlElement): XmlElement {
  const all = described(findChild(resource, 'metadata'));
  const foreign = all.filter((each) => placeOf(each) > 4);
  const known = all.filter((each) => !foreign.includes(each));
  const rest = childrenOf(resource).filter(({ name }) => name !== 'metadata');
  const files = rest.filter(({ name }) => name === 'file');
  const [first] = files;
  const describe = (file: XmlElement): XmlElement =>
    file !== first || foreign.length === 0
      ? file
      : {
          ...file,
          children: [own('metadata', [...described(findChild(file, 'metadata')), ...foreign])],
        };
  return {
    ...resource,
    children: [
      ...(known.length > 0 || (all.length > 0 && !first) ? [own('metadata', first ? known : all)] : []),
      ...files.map(describe),
      ...rest.filter(({ name }) => name === 'dependency'),
      ...rest.filter(({ name }) => name !== 'file' && name !== 'dependency'),
    ],
  };
}

function upgradeMetadata(metadata: XmlElement | null): XmlElement {
  const [schema, version] = packageSchema().map((each) => ({ ...each, namespace: manifestNamespace }));
  const given = described(metadata);
  const isOfQti = metadata === null || /QTI|CONTENT|APIP/i.test(textOf(metadata));
  const named = (name: string) => given.find((each) => each.name === name && placeOf(each) < 2);
  const old = [named('schema'), named('schemaversion')];
  const head = isOfQti || old.includes(undefined) ? [schema, version] : old;
  return own('metadata', [
    ...head.flatMap((each) => each ?? []),
    ...given.filter((each) => placeOf(each) >= 2),
  ]);
}

/** The manifest in the namespaces, names and order of QTI 3.0; of organisations, which it has none of, nothing is kept. */
export function upgradeManifest(root: XmlElement): XmlElement {
  const old = root.namespace;
  const rename = (at: XmlElement): XmlElement => {
    const attributes = new Map(at.attributes);
    const type = attributes.get('type');
    if (at.name === 'resource' && type !== undefined) attributes.set('type', typeOf(type));
    attributes.delete('xsi:schemaLocation');
    const isMetadata = /imsqti_metadata|imsqti_v2p\d/i.test(at.namespace);
    const namespace =
      at.namespace === old ? manifestNamespace : isMetadata ? metadataNamespace : at.namespace;
    return {
      ...at,
      namespace,
      attributes,
      children: at.children.map((child) => (child.kind === 'text' ? child : rename(child))),
    };
  };
  const renamed = rename(root);
  const resources = findChild(renamed, 'resources') ?? own('resources');
  const kept = new Map(
    [...renamed.attributes].filter(([key]) => key === 'identifier' || key.startsWith('xml:')),
  );
  return {
    ...renamed,
    attributes: new Map([...kept, ['xsi:schemaLocation', manifestSchemas]]),
    children: [
      upgradeMetadata(findChild(renamed, 'metadata')),
      own('organizations'),
      {
        ...resources,
        children: childrenOf(resources).map((each) =>
          each.name === 'resource' ? upgradeResource(each) : each,
        ),
      },
    ],
  };
}
