// Reads a test: parts, sections with selection and ordering, references, outcome processing.
import { identifierPattern, readDeclarations, readOutcome } from './declarations.ts';
import type { QtiVersion } from './model.ts';
import type { Problems } from './problems.ts';
import type {
  BranchRule,
  ItemRef,
  Section,
  SessionControl,
  Test,
  TestPart,
  TimeLimits,
} from './test-model.ts';
import { booleanOf, numberOf, wholeOf } from './values.ts';
import { childrenOf, findAttribute, findChild } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

/** What a section reference leads to: the section's root in QTI 3 names, and its file; null where there is none (told by the caller). */
export type FindSection = (
  href: string,
  from: string,
) => { readonly root: XmlElement; readonly file: string } | null;

interface Reading {
  readonly problems: Problems;
  readonly findSection: FindSection;
  readonly taken: Set<string>;
  readonly depth: number;
  readonly file: string;
  /** Sections still to be read: two references of a section to itself would double with every level. */
  readonly budget: { sections: number };
}

/** Sections in sections in files; a test that goes deeper is none, or includes itself. */
const deepest = 20;
const mostSections = 2000;
/** What holds where nobody says otherwise (ASI, itemSessionControl). */
const defaultControl: SessionControl = {
  maxAttempts: 1,
  showFeedback: false,
  allowReview: true,
  showSolution: false,
  allowComment: false,
  allowSkipping: true,
  validateResponses: false,
};

/** Reads a test from its root element (cleaned, in QTI 3 names). */
export function readTest(
  root: XmlElement,
  version: QtiVersion,
  problems: Problems,
  findSection: FindSection,
): Test {
  const reading: Reading = {
    problems,
    findSection,
    taken: new Set(),
    depth: 0,
    file: problems.file,
    budget: { sections: mostSections },
  };
  const parts = childrenOf(root, 'qti-test-part').map((part) => readPart(part, reading));
  if (parts.length === 0) problems.add('error', 'test_part_missing', root, 'A test needs a part.');
  const processing = findChild(root, 'qti-outcome-processing');
  const title = findAttribute(root, 'title');
  if (title === null) problems.add('warning', 'title_missing', root, 'A test needs a title.');
  return {
    id: idOf(root, reading),
    title: title ?? '',
    version,
    file: problems.file,
    root,
    outcomes: readDeclarations(root, 'qti-outcome-declaration', readOutcome, new Set(), problems),
    parts,
    timeLimits: timeLimitsOf(root),
    outcomeRules: processing ? childrenOf(processing) : [],
  };
}

function idOf(element: XmlElement, { problems, taken, file }: Reading): string {
  const id = findAttribute(element, 'identifier');
  if (id === null)
    problems.add('error', 'identifier_missing', element, `<${element.name}> needs an identifier.`);
  else if (!identifierPattern.test(id))
    problems.add('warning', 'identifier_invalid', element, `“${id}” is no identifier of QTI.`);
  if (id !== null && taken.has(id))
    problems.add('error', 'identifier_twice', element, `The identifier ${id} stands twice in the test.`);
  taken.add(id ?? '');
  return id ?? file;
}

function stepOf(element: XmlElement, outer: SessionControl) {
  return {
    preConditions: childrenOf(element, 'qti-pre-condition').flatMap((e) => childrenOf(e).slice(0, 1)),
    branchRules: childrenOf(element, 'qti-branch-rule').map((e): BranchRule => ({
      target: findAttribute(e, 'target') ?? '',
      element: e,
    })),
    control: controlOf(element, outer),
    timeLimits: timeLimitsOf(element),
  };
}

function controlOf(element: XmlElement, outer: SessionControl): SessionControl {
  const written = findChild(element, 'qti-item-session-control');
  if (!written) return outer;
  const flag = (name: string, otherwise: boolean) => booleanOf(findAttribute(written, name)) ?? otherwise;
  return {
    maxAttempts: wholeOf(findAttribute(written, 'max-attempts')) ?? outer.maxAttempts,
    showFeedback: flag('show-feedback', outer.showFeedback),
    allowReview: flag('allow-review', outer.allowReview),
    showSolution: flag('show-solution', outer.showSolution),
    allowComment: flag('allow-comment', outer.allowComment),
    allowSkipping: flag('allow-skipping', outer.allowSkipping),
    validateResponses: flag('validate-responses', outer.validateResponses),
  };
}

function timeLimitsOf(element: XmlElement): TimeLimits | null {
  const written = findChild(element, 'qti-time-limits');
  return (
    written && {
      min: numberOf(findAttribute(written, 'min-time')),
      max: numberOf(findAttribute(written, 'max-time')),
      allowsLate: booleanOf(findAttribute(written, 'allow-late-submission')) ?? false,
    }
  );
}

function readPart(element: XmlElement, reading: Reading): TestPart {
  const { problems } = reading;
  const navigation = findAttribute(element, 'navigation-mode');
  const submission = findAttribute(element, 'submission-mode');
  if (navigation !== 'linear' && navigation !== 'nonlinear') {
    problems.add(
      'error',
      'navigation_mode_invalid',
      element,
      `The navigation mode “${navigation ?? ''}” is none; linear is taken.`,
    );
  }
  if (submission !== 'individual' && submission !== 'simultaneous') {
    problems.add(
      'error',
      'submission_mode_invalid',
      element,
      `The submission mode “${submission ?? ''}” is none; individual is taken.`,
    );
  }
  const step = stepOf(element, defaultControl);
  const sections = readChildren(element, step.control, reading);
  if (sections.length === 0)
    problems.add('error', 'section_missing', element, 'A test part needs a section.');
  return {
    id: idOf(element, reading),
    ...step,
    isLinear: navigation !== 'nonlinear',
    isSimultaneous: submission === 'simultaneous',
    sections,
  };
}

function readChildren(element: XmlElement, control: SessionControl, reading: Reading): (Section | ItemRef)[] {
  return childrenOf(element).flatMap((child): (Section | ItemRef)[] => {
    if (child.name === 'qti-assessment-section') return readSection(child, control, reading);
    if (child.name === 'qti-assessment-item-ref') return [readItemRef(child, control, reading)];
    if (child.name !== 'qti-assessment-section-ref') return [];
    const href = findAttribute(child, 'href') ?? '';
    const found = reading.findSection(href, reading.file);
    if (found?.root.name !== 'qti-assessment-section') {
      reading.problems.add(
        'error',
        'section_unreadable',
        child,
        `The section ${href} is not there, or is no section.`,
      );
      return [];
    }
    return readSection(found.root, control, { ...reading, file: found.file });
  });
}

function readSection(element: XmlElement, outer: SessionControl, reading: Reading): Section[] {
  if (reading.depth >= deepest || reading.budget.sections-- <= 0) {
    reading.problems.add(
      'error',
      'section_too_deep',
      element,
      `Sections nested deeper than ${deepest}, or more than ${mostSections} of them.`,
    );
    return [];
  }
  const step = stepOf(element, outer);
  const selection = findChild(element, 'qti-selection');
  const ordering = findChild(element, 'qti-ordering');
  const id = idOf(element, reading);
  const children = readChildren(element, step.control, { ...reading, depth: reading.depth + 1 });
  const count = selection ? wholeOf(findAttribute(selection, 'select')) : null;
  const withReplacement = selection
    ? (booleanOf(findAttribute(selection, 'with-replacement')) ?? false)
    : false;
  if (selection && (count === null || count < 0 || (count > children.length && !withReplacement))) {
    reading.problems.add(
      'error',
      'selection_invalid',
      selection,
      `${count ?? 'Nothing'} of ${children.length} cannot be selected.`,
    );
  }
  return [
    {
      kind: 'section',
      id,
      ...step,
      title: findAttribute(element, 'title') ?? '',
      isVisible: booleanOf(findAttribute(element, 'visible')) ?? true,
      keepsTogether: booleanOf(findAttribute(element, 'keep-together')) ?? true,
      isRequired: booleanOf(findAttribute(element, 'required')) ?? false,
      isFixed: booleanOf(findAttribute(element, 'fixed')) ?? false,
      selection: count === null || count < 0 ? null : { count, withReplacement },
      isShuffled: ordering ? (booleanOf(findAttribute(ordering, 'shuffle')) ?? false) : false,
      children,
    },
  ];
}

function readItemRef(element: XmlElement, outer: SessionControl, reading: Reading): ItemRef {
  const href = findAttribute(element, 'href');
  if (href === null)
    reading.problems.add('error', 'href_missing', element, 'A reference to an item needs an href.');
  const weights = new Map<string, number>();
  for (const weight of childrenOf(element, 'qti-weight')) {
    const value = numberOf(findAttribute(weight, 'value'));
    const id = findAttribute(weight, 'identifier');
    if (value === null || id === null)
      reading.problems.add('error', 'weight_invalid', weight, 'A weight needs an identifier and a number.');
    else weights.set(id, value);
  }
  return {
    kind: 'item',
    id: idOf(element, reading),
    ...stepOf(element, outer),
    href: href ?? '',
    from: reading.file,
    categories: (findAttribute(element, 'category') ?? '').split(/\s+/).filter((c) => c !== ''),
    isRequired: booleanOf(findAttribute(element, 'required')) ?? false,
    isFixed: booleanOf(findAttribute(element, 'fixed')) ?? false,
    weights,
    variableMappings: new Map(
      childrenOf(element, 'qti-variable-mapping').map((e) => [
        findAttribute(e, 'target-identifier') ?? '',
        findAttribute(e, 'source-identifier') ?? '',
      ]),
    ),
    templateDefaults: childrenOf(element, 'qti-template-default').flatMap((e) => {
      const [expression] = childrenOf(e);
      return expression ? [{ id: findAttribute(e, 'template-identifier') ?? '', expression }] : [];
    }),
    line: element.line,
  };
}
