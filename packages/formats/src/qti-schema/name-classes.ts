// The groups of elements that the content models of QTI 3.0 ASI are made of (imsqti_asiv3p0_v1p0.xsd).

const list = (names: string) => names.split(' ');

const inline = list(
  'img picture br object em a code span sub acronym big tt kbd q i dfn abbr strong sup var small samp b cite bdo bdi label ruby',
);
const block = list(
  'pre h1 h2 h3 h4 h5 h6 p address dl ol ul hr blockquote table div article aside audio figure footer header nav section video',
);
const html = [...inline, ...block, 'details'];
const blockInteraction = list(
  'qti-custom-interaction qti-portable-custom-interaction qti-drawing-interaction qti-gap-match-interaction ' +
    'qti-match-interaction qti-graphic-gap-match-interaction qti-hotspot-interaction qti-graphic-order-interaction ' +
    'qti-select-point-interaction qti-graphic-associate-interaction qti-slider-interaction qti-choice-interaction ' +
    'qti-media-interaction qti-hottext-interaction qti-order-interaction qti-extended-text-interaction ' +
    'qti-upload-interaction qti-associate-interaction',
);
const inlineInteraction = list(
  'qti-text-entry-interaction qti-inline-choice-interaction qti-end-attempt-interaction',
);
const expression = list(
  'qti-and qti-gt qti-not qti-lt qti-gte qti-lte qti-or qti-sum qti-duration-lt qti-duration-gte qti-subtract qti-divide ' +
    'qti-multiple qti-ordered qti-custom-operator qti-random qti-substring qti-equal-rounded qti-null qti-delete qti-match ' +
    'qti-index qti-power qti-equal qti-contains qti-container-size qti-correct qti-default qti-any-n qti-integer-divide ' +
    'qti-integer-modulus qti-is-null qti-member qti-product qti-round qti-truncate qti-field-value qti-random-integer ' +
    'qti-random-float qti-variable qti-test-variables qti-integer-to-float qti-inside qti-base-value qti-pattern-match ' +
    'qti-map-response-point qti-map-response qti-string-match qti-repeat qti-round-to qti-lcm qti-gcd qti-min qti-max ' +
    'qti-math-constant qti-stats-operator qti-math-operator qti-number-correct qti-number-incorrect qti-number-presented ' +
    'qti-number-responded qti-number-selected qti-outcome-minimum qti-outcome-maximum',
);

/** By the name that models write behind `%`. */
export const nameClasses = {
  /** HTML within a line. */
  inline,
  /** HTML that stands for itself. */
  block,
  /** HTML of both sorts. */
  html,
  /** HTML within ruby annotations and summaries: without the outdated elements. */
  phrasing: list(
    'a abbr b bdo br cite code dfn em i img picture kbd object q samp small span strong sub sup var audio bdi label ruby video',
  ),
  /** What stands in paragraphs, headings and the elements of a line. */
  line: [
    ...inline,
    ...inlineInteraction,
    ...list(
      'qti-hottext qti-printed-variable qti-gap qti-feedback-inline qti-template-inline qti-custom-interaction',
    ),
  ],
  /** What stands in cells, list items and sections. */
  flow: [
    ...html,
    ...blockInteraction,
    ...inlineInteraction,
    ...list(
      'qti-printed-variable qti-feedback-block qti-hottext qti-feedback-inline qti-template-inline qti-template-block',
    ),
  ],
  'block-interaction': blockInteraction,
  expression,
  'response-rule': list(
    'qti-response-condition qti-response-processing-fragment qti-set-outcome-value qti-exit-response qti-lookup-outcome-value',
  ),
  'outcome-rule': list(
    'qti-outcome-condition qti-outcome-processing-fragment qti-set-outcome-value qti-exit-test qti-lookup-outcome-value',
  ),
  'template-rule': list(
    'qti-template-condition qti-set-template-value qti-set-default-value qti-set-correct-response qti-template-constraint ' +
      'qti-exit-template',
  ),
} as const satisfies Record<string, readonly string[]>;
