// Reads an item: from the cleaned tree in QTI 3 names to the model. Faults are told, and as much as can be read is read.
import {
  readContext,
  readDeclarations,
  readOutcome,
  readResponse,
  readTemplate,
  identifierPattern,
} from './declarations.ts';
import { checkInteractions } from './interaction-checks.ts';
import { readInteractions } from './interactions.ts';
import type { AssetReference, Feedback, Item, QtiVersion, ResponseProcessing } from './model.ts';
import type { Problems } from './problems.ts';
import { checkRules } from './rule-checks.ts';
import { booleanOf } from './values.ts';
import { childrenOf, elementsOf, findAttribute, findChild, textOf } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

const fileElements = new Set(['qti-file-href', 'qti-ext-file-href']);
const addressAttributes = [
  'src',
  'data',
  'href',
  'poster',
  'primary-path',
  'fallback-path',
  'object-label-href',
];

/** The files that a tree points at, as written, in document order; links of readers (`a`, `area`) and fragments are left out. */
export function assetsOf(root: XmlElement): AssetReference[] {
  const found: AssetReference[] = [];
  for (const element of elementsOf(root)) {
    if (element.name === 'a' || element.name === 'area' || element.name === 'qti-assessment-item-ref')
      continue;
    const hrefs = fileElements.has(element.name)
      ? [textOf(element).trim()]
      : addressAttributes.map((name) => findAttribute(element, name) ?? '');
    const isOwn = (href: string) => href !== '' && !href.startsWith('#');
    for (const href of hrefs.filter(isOwn)) found.push({ href, element: element.name, line: element.line });
  }
  return found;
}

/** Reads an item from its root element (cleaned, in QTI 3 names); `file` names it where it has no identifier. */
export function readItem(root: XmlElement, version: QtiVersion, problems: Problems): Item {
  const id = findAttribute(root, 'identifier');
  if (id === null) problems.add('error', 'identifier_missing', root, 'An item needs an identifier.');
  else if (!identifierPattern.test(id)) {
    problems.add('warning', 'identifier_invalid', root, `“${id}” is no identifier of QTI.`);
  }
  const title = findAttribute(root, 'title');
  if (title === null) problems.add('warning', 'title_missing', root, 'An item needs a title.');
  const taken = new Set<string>();
  const responses = readDeclarations(root, 'qti-response-declaration', readResponse, taken, problems);
  const outcomes = readDeclarations(root, 'qti-outcome-declaration', readOutcome, taken, problems);
  const templates = readDeclarations(root, 'qti-template-declaration', readTemplate, taken, problems);
  const contexts = readDeclarations(root, 'qti-context-declaration', readContext, taken, problems);
  const body = findChild(root, 'qti-item-body');
  if (!body) problems.add('warning', 'body_missing', root, 'The item has no body.');
  const template = findChild(root, 'qti-template-processing');
  const processing = findChild(root, 'qti-response-processing');
  const item: Item = {
    id: id ?? problems.file,
    title: title ?? '',
    label: findAttribute(root, 'label'),
    language: findAttribute(root, 'xml:lang'),
    version,
    isAdaptive: booleanOf(findAttribute(root, 'adaptive')) ?? false,
    isTimeDependent: booleanOf(findAttribute(root, 'time-dependent')) ?? false,
    file: problems.file,
    root,
    contexts,
    responses,
    outcomes,
    templates,
    templateRules: template ? childrenOf(template) : [],
    body,
    interactions: body ? readInteractions(body, responses, problems) : [],
    responseProcessing: processing ? processingOf(processing) : null,
    modalFeedback: childrenOf(root, 'qti-modal-feedback').map((e) => feedbackOf(e, problems)),
    stylesheets: childrenOf(root, 'qti-stylesheet').flatMap((e) => findAttribute(e, 'href') ?? []),
    stimuli: childrenOf(root, 'qti-assessment-stimulus-ref').map((e) => ({
      id: findAttribute(e, 'identifier') ?? '',
      href: findAttribute(e, 'href') ?? '',
    })),
    catalog: findChild(root, 'qti-catalog-info'),
    assets: assetsOf(root),
  };
  checkInteractions(item, problems);
  checkRules(item, problems);
  checkItem(item, problems);
  return item;
}

function processingOf(element: XmlElement): ResponseProcessing {
  return {
    template: findAttribute(element, 'template'),
    templateLocation: findAttribute(element, 'template-location'),
    rules: childrenOf(element),
  };
}

function feedbackOf(element: XmlElement, problems: Problems): Feedback {
  const outcomeId = findAttribute(element, 'outcome-identifier');
  const id = findAttribute(element, 'identifier');
  if (outcomeId === null || id === null) {
    problems.add(
      'error',
      'feedback_invalid',
      element,
      'Feedback needs an outcome-identifier and an identifier.',
    );
  }
  return {
    outcomeId: outcomeId ?? '',
    id: id ?? '',
    isShownOnMatch: findAttribute(element, 'show-hide') !== 'hide',
    title: findAttribute(element, 'title'),
    element,
  };
}

function checkItem(item: Item, problems: Problems): void {
  const { interactions, responseProcessing, outcomes, templates, root } = item;
  if (interactions.length > 0 && !responseProcessing && interactions.some(({ kind }) => kind !== 'media')) {
    problems.add(
      'info',
      'response_processing_missing',
      root,
      'No response processing: the outcomes stay as they are declared.',
    );
  }
  if (templates.length > 0 && item.templateRules.length === 0) {
    problems.add(
      'info',
      'template_processing_missing',
      root,
      'Template variables without template processing.',
    );
  }
  if (item.isAdaptive && !responseProcessing) {
    problems.add(
      'error',
      'adaptive_without_processing',
      root,
      'An adaptive item ends by response processing; it has none.',
    );
  }
  for (const element of elementsOf(root)) {
    if (/^qti-(?:feedback-(?:block|inline)|modal-feedback)$/.test(element.name)) {
      const id = findAttribute(element, 'outcome-identifier');
      if (id !== null && id !== 'completionStatus' && !outcomes.some((o) => o.id === id)) {
        problems.add('error', 'variable_undeclared', element, `The outcome “${id}” is not declared.`);
      }
    }
    const template = findAttribute(element, 'template-identifier');
    if (template !== null && !templates.some((t) => t.id === template)) {
      problems.add(
        'error',
        'variable_undeclared',
        element,
        `The template variable “${template}” is not declared.`,
      );
    }
  }
  if (interactions.some(({ kind }) => kind === 'portable-custom' || kind === 'custom')) {
    problems.add(
      'warning',
      'custom_interaction_inert',
      root,
      'A custom interaction brings its own program; it is kept and not run.',
    );
  }
}
