// QTI 2.x in QTI 3 names: `simpleChoice` becomes `qti-simple-choice`, `maxChoices` becomes `max-choices` (QTI 3.0 Migration
// Guide, 1EdTech 2022). HTML, MathML and SVG keep their names. Everything behind this file knows QTI 3 names only.
import { asiNamespace } from '../qti-schema/schema.ts';
import type { Problems } from './problems.ts';
import type { QtiVersion } from './model.ts';
import { completeStructure } from './upgrade-structure.ts';
import { mapNodes } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

const standardTemplate =
  /(?:^|\/)(match_correct|map_response_point|map_response|CC2_match_basic|CC2_match|CC2_map_response)(?:\.xml)?$/i;

/** HTML elements that stand in the QTI 2.x namespace beside QTI's own. */
const html = new Set(
  (
    'a abbr acronym address article aside audio b bdi bdo big blockquote br caption cite code col colgroup dd details dfn div dl dt ' +
    'em embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html head body i iframe img input ins kbd label legend ' +
    'li link main mark math meta nav noscript object ol p param picture pre q rb rbc rp rt rtc ruby s samp script section select small source span ' +
    'strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr'
  ).split(' '),
);

/** `matchMax` → `match-max`, `durationLT` → `duration-lt`, `sampleSD` → `sample-sd`. */
export function kebabOf(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** The name of a standard response processing template in any version's address, or null for another. */
export function standardTemplateOf(address: string | null): string | null {
  return standardTemplate.exec(address?.trim() ?? '')?.[1] ?? null;
}

/** True for a namespace of QTI 2.x in its published spellings (2.0 item, 2.1, 2.2, APIP's copies). */
function isQti2Namespace(namespace: string): boolean {
  return (
    /^https?:\/\/www\.imsglobal\.org\/xsd\/(?:imsqti|qti|apip)/i.test(namespace) ||
    /^https?:\/\/www\.imsglobal\.org\/.*qti.*v2/i.test(namespace)
  );
}

/** The version a root element claims, by its namespace and its spelling; null where it is no QTI 2 or 3 document. */
export function versionOf(root: XmlElement): QtiVersion | null {
  if (root.name.startsWith('qti-')) return '3.0';
  const isKnown =
    /^(?:assessmentItem|assessmentTest|assessmentSection|assessmentStimulus|responseProcessing|outcomeProcessing|responseProcessingFragment|assessmentItemRef)$/;
  if (!isKnown.test(root.name)) return null;
  if (/v2p0$/.test(root.namespace)) return '2.0';
  if (/v2p2/.test(root.namespace)) return '2.2';
  return '2.1';
}

/** The document in QTI 3 names and namespace. A QTI 3 document comes back with its namespace put right and nothing else changed. */
export function upgradeDocument(root: XmlElement, version: QtiVersion, problems: Problems): XmlElement {
  if (version === '3.0') {
    if (root.namespace !== asiNamespace) {
      problems.add('warning', 'namespace_wrong', root, `The namespace of QTI 3.0 is ${asiNamespace}.`);
    }
    return adoptNames(root, root.namespace);
  }
  if (root.namespace !== '' && !isQti2Namespace(root.namespace)) {
    problems.add('warning', 'namespace_wrong', root, 'The namespace is none of QTI 2.');
  } else if (root.namespace === '') {
    problems.add(
      'warning',
      'namespace_missing',
      root,
      'The document has no namespace; it is read as QTI 2.1.',
    );
  }
  return completeStructure(renameElement(root, root.namespace));
}

function adoptNames(element: XmlElement, own: string): XmlElement {
  const namespace = element.namespace === own ? asiNamespace : element.namespace;
  const attributes =
    element.name === 'qti-response-processing' ? withTemplate(element.attributes) : element.attributes;
  const children = mapNodes(element.children, (child) => adoptNames(child, own));
  const isSame =
    namespace === element.namespace && attributes === element.attributes && children === element.children;
  return isSame ? element : { ...element, namespace, attributes, children };
}

function withTemplate(attributes: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const standard = standardTemplateOf(attributes.get('template') ?? null);
  if (!standard) return attributes;
  return new Map([
    ...attributes,
    ['template', `https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/${standard}.xml`],
  ]);
}

function renameElement(element: XmlElement, own: string): XmlElement {
  const isPortable = /portableCustomInteraction$/i.test(element.namespace);
  const isQti = element.namespace === own || isPortable || isQti2Namespace(element.namespace);
  const children = mapNodes(element.children, (child) => renameElement(child, own));
  if (!isQti) return { ...element, children };
  if (html.has(element.name)) return { ...element, namespace: asiNamespace, children };
  const name = element.name.startsWith('qti-') ? element.name : `qti-${kebabOf(element.name)}`;
  const renamed = new Map<string, string>();
  for (const [key, value] of element.attributes)
    renamed.set(/^[{\w]+[:}]/.test(key) ? key : kebabOf(key), value);
  // QTI 2.x compares map keys with regard to case where nothing is said, QTI 3.0's schema without.
  if (name === 'qti-map-entry' && !renamed.has('case-sensitive')) renamed.set('case-sensitive', 'true');
  if (renamed.get('base-type') === 'intOrIdentifier') renamed.set('base-type', 'identifier');
  const attributes = name === 'qti-response-processing' ? withTemplate(renamed) : renamed;
  return { ...element, name, namespace: asiNamespace, attributes, children };
}
