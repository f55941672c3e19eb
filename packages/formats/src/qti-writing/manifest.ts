// The manifest of a QTI 3.0 package (IMS CP 1.2 in its QTI 3.0 profile): schema “QTI Package” 3.0.0, one resource a document.
import { languageOf, plain, titleOf } from '../exchange/exchange-item.ts';
import type { ExchangeItem } from '../exchange/exchange-item.ts';
import { element } from '../exchange/xml-text.ts';
import { elementsOf, textOf } from '../qti/xml-tree.ts';
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';

/** IMS CP 1.2 in its QTI 3.0 profile. */
export const manifestNamespace = 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1';
const metadataNamespace = 'http://www.imsglobal.org/xsd/imsqti_metadata_v3p0';
const lomNamespace = 'http://ltsc.ieee.org/xsd/LOM';
const schemas = [
  `${lomNamespace} https://purl.imsglobal.org/spec/md/v1p3/schema/xsd/imsmd_loose_v1p3p2.xsd`,
  `${manifestNamespace} https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd`,
  `${metadataNamespace} https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_metadatav3p0_v1p0.xsd`,
].join(' ');
/** The items say everything themselves: metadata beside them would make a manifest of a large bank too large to be read. */
const mostDescribed = 2000;

export interface ItemResource {
  readonly item: ExchangeItem;
  readonly identifier: string;
  readonly href: string;
  readonly root: XmlElement;
  readonly files: readonly string[];
}

const difficultyWords = ['very easy', 'easy', 'medium', 'difficult', 'very difficult'];

function inNamespace(root: XmlElement, namespace: string): XmlElement {
  return {
    ...root,
    namespace,
    children: root.children.map((child) => (child.kind === 'text' ? child : inNamespace(child, namespace))),
  };
}

const langString = (name: string, text: string) =>
  element(name, {}, [element('string', { language: languageOf({ title: text, stem: plain('') }) }, [text])]);

/** Learning object metadata (IEEE 1484.12.3): what another bank can search by. */
function lomOf(item: ExchangeItem): XmlElement {
  const { point, difficulty, seconds } = item.facts;
  const word = difficulty === null ? undefined : difficultyWords[Math.round(difficulty) - 1];
  return inNamespace(
    element('lom', {}, [
      element('general', {}, [
        element('identifier', {}, [element('catalog', {}, ['jiangping']), element('entry', {}, [item.id])]),
        langString('title', titleOf(item)),
        ...item.tags.map((tag) => langString('keyword', tag)),
      ]),
      word === undefined && seconds === null
        ? null
        : element('educational', {}, [
            word === undefined
              ? null
              : element('difficulty', {}, [element('source', {}, ['LOMv1.0']), element('value', {}, [word])]),
            seconds === null
              ? null
              : element('typicalLearningTime', {}, [element('duration', {}, [`PT${String(seconds)}S`])]),
          ]),
      point === null
        ? null
        : element('classification', {}, [
            element('purpose', {}, [
              element('source', {}, ['LOMv1.0']),
              element('value', {}, ['discipline']),
            ]),
            element('taxonPath', {}, [
              langString('source', '鉴定要素细目表'),
              element('taxon', {}, [element('id', {}, [point])]),
            ]),
          ]),
    ]),
    lomNamespace,
  );
}

const camel = (name: string) => name.slice(4).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

function qtiMetadataOf(root: XmlElement): XmlElement {
  const names = [...elementsOf(root)]
    .filter(({ name }) => /^qti-.*-interaction$/.test(name))
    .map(({ name }) => camel(name));
  const hasFeedback = [...elementsOf(root)].some(({ name }) => name === 'qti-modal-feedback');
  return inNamespace(
    element('qtiMetadata', {}, [
      element('itemTemplate', {}, ['false']),
      element('timeDependent', {}, ['false']),
      element('composite', {}, [String(names.length > 1)]),
      ...[...new Set(names)].map((name) => element('interactionType', {}, [name])),
      element('feedbackType', {}, [hasFeedback ? 'nonadaptive' : 'none']),
      element('solutionAvailable', {}, [
        String([...elementsOf(root)].some(({ name }) => name === 'qti-correct-response')),
      ]),
    ]),
    metadataNamespace,
  );
}

/** The manifest of a package of items, `more` being files that belong to none of them. */
export function buildManifest(resources: readonly ItemResource[], more: readonly string[]): XmlElement {
  const isDescribed = resources.length <= mostDescribed;
  return element('manifest', { identifier: 'MANIFEST-JIANGPING', 'xsi:schemaLocation': schemas }, [
    element('metadata', {}, [
      element('schema', {}, ['QTI Package']),
      element('schemaversion', {}, ['3.0.0']),
    ]),
    element('organizations'),
    element('resources', {}, [
      ...resources.map(({ item, identifier, href, root, files }) =>
        element('resource', { identifier, type: 'imsqti_item_xmlv3p0', href }, [
          isDescribed ? element('metadata', {}, [lomOf(item), qtiMetadataOf(root)]) : null,
          ...[href, ...files].map((file) => element('file', { href: file })),
        ]),
      ),
      ...more.map((href, i) =>
        element('resource', { identifier: `FILE-${i + 1}`, type: 'webcontent', href }, [
          element('file', { href }),
        ]),
      ),
    ]),
  ]);
}

/** The manifest of a package that holds one document, an item unless another type is named. */
export function buildSingleManifest(
  identifier: string,
  href: string,
  type = 'imsqti_item_xmlv3p0',
): XmlElement {
  const manifest = buildManifest([], []);
  const resource = element('resource', { identifier, type, href }, [element('file', { href })]);
  return {
    ...manifest,
    children: manifest.children.map((child) =>
      child.kind === 'element' && child.name === 'resources' ? { ...child, children: [resource] } : child,
    ),
  };
}

/** The manifest of a QTI 2.x package as one of QTI 3.0: same resources and files, new names of types and namespaces. */
export function upgradeManifest(root: XmlElement): XmlElement {
  const own = root.namespace;
  const visit = (at: XmlElement): XmlElement => {
    const attributes = new Map(at.attributes);
    const type = attributes.get('type');
    if (at.name === 'resource' && type !== undefined)
      attributes.set(
        'type',
        type.replace(
          /^(?:imsqti|imsapip)_(item|test|section|outcomes|rptemplate|stimulus)_xmlv2p\d.*$/i,
          'imsqti_$1_xmlv3p0',
        ),
      );
    attributes.delete('xsi:schemaLocation');
    const isMetadata = /imsqti_metadata|imsqti_v2p\d/i.test(at.namespace);
    const namespace =
      at.namespace === own ? manifestNamespace : isMetadata ? metadataNamespace : at.namespace;
    const text = (words: string): XmlNode[] => [{ kind: 'text', text: words, line: at.line }];
    const isOfPackage = at.namespace === own && /QTI|CONTENT/i.test(textOf(root));
    if (isOfPackage && at.name === 'schema')
      return { ...at, namespace, attributes, children: text('QTI Package') };
    if (isOfPackage && at.name === 'schemaversion')
      return { ...at, namespace, attributes, children: text('3.0.0') };
    return {
      ...at,
      namespace,
      attributes,
      children: at.children.map((child) => (child.kind === 'text' ? child : visit(child))),
    };
  };
  const whole = visit(root);
  // The schema asks for the element, and QTI 2 packages often go without.
  const at = whole.children.findIndex((child) => child.kind === 'element' && child.name === 'resources');
  const hasOrganizations = whole.children.some(
    (child) => child.kind === 'element' && child.name === 'organizations',
  );
  const organizations = { ...element('organizations'), namespace: manifestNamespace };
  const children =
    hasOrganizations || at < 0 ? whole.children : whole.children.toSpliced(at, 0, organizations);
  const upgraded = { ...whole, children };
  return { ...upgraded, attributes: new Map([...upgraded.attributes, ['xsi:schemaLocation', schemas]]) };
}
