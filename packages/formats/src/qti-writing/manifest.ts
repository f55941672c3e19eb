// The manifest of a QTI 3.0 package (IMS CP 1.2 in its QTI 3.0 profile): schema “QTI Package” 3.0.0, one resource a document.
import { languageOf, plain, titleOf } from '../exchange/exchange-item.ts';
import type { ExchangeItem } from '../exchange/exchange-item.ts';
import { element } from '../exchange/xml-text.ts';
import { elementsOf } from '../qti/xml-tree.ts';
import { lomNamespace, manifestNamespace, metadataNamespace } from '../qti-schema/schema.ts';
import type { XmlElement } from '../qti/xml-tree.ts';

/** Where the schemas of a manifest can be fetched. */
export const manifestSchemas = [
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

/** What the manifest says it is. */
export const packageSchema = () => [
  element('schema', {}, ['QTI Package']),
  element('schemaversion', {}, ['3.0.0']),
];

/** The manifest of a package of items, `more` being files that belong to none of them. */
export function buildManifest(resources: readonly ItemResource[], more: readonly string[]): XmlElement {
  const isDescribed = resources.length <= mostDescribed;
  return element('manifest', { identifier: 'MANIFEST-JIANGPING', 'xsi:schemaLocation': manifestSchemas }, [
    element('metadata', {}, packageSchema()),
    element('organizations'),
    element('resources', {}, [
      ...resources.map(({ item, identifier, href, root, files }) =>
        element('resource', { identifier, type: 'imsqti_item_xmlv3p0', href }, [
          isDescribed ? element('metadata', {}, [qtiMetadataOf(root), lomOf(item)]) : null,
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
