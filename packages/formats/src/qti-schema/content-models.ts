// What may stand in every element of QTI 3.0 ASI, in the notation of content-model.ts (imsqti_asiv3p0_v1p0.xsd, 1EdTech 2022).
// A name with `@parent` is the model that it has in that parent. MathML, SSML and XInclude are let through by their namespace
// and are not named here.

/** Models by name; names with the same model share a line, divided by blanks. */
export const contentModels: Readonly<Record<string, string>> = {
  // Items and stimuli
  'qti-assessment-item':
    'qti-context-declaration*, qti-response-declaration*, qti-outcome-declaration*, qti-template-declaration*, ' +
    'qti-template-processing?, qti-assessment-stimulus-ref*, qti-companion-materials-info?, qti-stylesheet*, qti-item-body?, ' +
    'qti-catalog-info?, qti-response-processing?, qti-modal-feedback*',
  'qti-item-body':
    '(qti-rubric-block | qti-position-object-stage | %block-interaction | qti-feedback-block | qti-template-block | %block)*',
  'qti-assessment-stimulus': 'qti-stylesheet*, qti-stimulus-body, qti-catalog-info?',
  'qti-stimulus-body': '%block*',
  'qti-assessment-stimulus-ref qti-stylesheet': 'EMPTY',
  'qti-companion-materials-info': 'ANY',

  // Declarations
  'qti-context-declaration qti-template-declaration': 'qti-default-value?',
  'qti-response-declaration': 'qti-default-value?, qti-correct-response?, qti-mapping?, qti-area-mapping?',
  'qti-outcome-declaration': 'qti-default-value?, (qti-match-table | qti-interpolation-table)?',
  'qti-default-value qti-correct-response': 'qti-value+',
  'qti-value': '#text',
  'qti-mapping': 'qti-map-entry+',
  'qti-area-mapping': 'qti-area-map-entry+',
  'qti-match-table': 'qti-match-table-entry+',
  'qti-interpolation-table': 'qti-interpolation-table-entry+',
  'qti-map-entry qti-area-map-entry qti-match-table-entry qti-interpolation-table-entry': 'EMPTY',

  // Rules
  'qti-response-processing qti-response-processing-fragment qti-response-else': '%response-rule*',
  'qti-response-condition': 'qti-response-if, qti-response-else-if*, qti-response-else?',
  'qti-response-if qti-response-else-if': '%expression, %response-rule*',
  'qti-outcome-processing qti-outcome-processing-fragment qti-outcome-else': '%outcome-rule*',
  'qti-outcome-condition': 'qti-outcome-if, qti-outcome-else-if*, qti-outcome-else?',
  'qti-outcome-if qti-outcome-else-if': '%expression, %outcome-rule*',
  'qti-template-processing qti-template-else': '%template-rule*',
  'qti-template-condition': 'qti-template-if, qti-template-else-if*, qti-template-else?',
  'qti-template-if qti-template-else-if': '%expression, %template-rule*',
  'qti-set-outcome-value qti-lookup-outcome-value qti-set-template-value qti-set-default-value qti-set-correct-response':
    '%expression',
  'qti-template-constraint qti-template-default qti-pre-condition qti-branch-rule': '%expression',
  'qti-exit-response qti-exit-test qti-exit-template': 'EMPTY',

  // Expressions
  'qti-and qti-or qti-sum qti-product qti-lcm qti-gcd qti-min qti-max qti-any-n qti-repeat qti-math-operator':
    '%expression+',
  'qti-multiple qti-ordered qti-custom-operator': '%expression*',
  'qti-gt qti-lt qti-gte qti-lte qti-duration-lt qti-duration-gte qti-subtract qti-divide qti-delete qti-match qti-power':
    '%expression, %expression',
  'qti-contains qti-integer-divide qti-integer-modulus qti-member qti-substring qti-equal qti-equal-rounded qti-string-match':
    '%expression, %expression',
  'qti-not qti-random qti-container-size qti-is-null qti-round qti-truncate qti-integer-to-float qti-field-value qti-index':
    '%expression',
  'qti-inside qti-pattern-match qti-round-to qti-stats-operator': '%expression',
  'qti-base-value': '#text',
  'qti-null qti-correct qti-default qti-variable qti-map-response qti-map-response-point qti-math-constant qti-random-integer':
    'EMPTY',
  'qti-random-float qti-test-variables qti-number-correct qti-number-incorrect qti-number-presented qti-number-responded':
    'EMPTY',
  'qti-number-selected qti-outcome-minimum qti-outcome-maximum': 'EMPTY',

  // Interactions
  'qti-choice-interaction qti-order-interaction': 'qti-prompt?, qti-simple-choice+',
  'qti-associate-interaction': 'qti-prompt?, qti-simple-associable-choice+',
  'qti-match-interaction': 'qti-prompt?, qti-simple-match-set, qti-simple-match-set',
  'qti-simple-match-set': 'qti-simple-associable-choice*',
  'qti-gap-match-interaction':
    'qti-prompt?, (qti-gap-text | qti-gap-img)+, (%block | qti-feedback-block | qti-template-block)+',
  'qti-hottext-interaction': 'qti-prompt?, (%block | qti-feedback-block | qti-template-block)+',
  'qti-graphic-gap-match-interaction':
    'qti-prompt?, (object | img | picture), (qti-gap-text | qti-gap-img)+, qti-associable-hotspot+',
  'qti-graphic-associate-interaction': 'qti-prompt?, (object | img | picture), qti-associable-hotspot+',
  'qti-hotspot-interaction qti-graphic-order-interaction':
    'qti-prompt?, (object | img | picture), qti-hotspot-choice+',
  'qti-select-point-interaction qti-drawing-interaction': 'qti-prompt?, (object | img | picture)',
  'qti-position-object-stage': '(object | img | picture), qti-position-object-interaction+',
  'qti-position-object-interaction': 'qti-prompt?, (object | img | picture)',
  'qti-media-interaction': 'qti-prompt?, (object | audio | video)',
  'qti-extended-text-interaction qti-upload-interaction qti-slider-interaction': 'qti-prompt?',
  'qti-text-entry-interaction qti-end-attempt-interaction qti-gap qti-hotspot-choice qti-associable-hotspot':
    'EMPTY',
  'qti-inline-choice-interaction': 'qti-label?, qti-inline-choice+',
  'qti-custom-interaction': 'ANY',
  'qti-portable-custom-interaction':
    'qti-prompt?, qti-interaction-modules?, qti-interaction-markup, qti-template-variable*, qti-context-variable*, qti-stylesheet*, qti-catalog-info?',
  'qti-interaction-modules': 'qti-interaction-module*',
  'qti-interaction-module qti-template-variable qti-context-variable': 'EMPTY',
  'qti-interaction-markup':
    '(%html | qti-printed-variable | qti-feedback-block | qti-feedback-inline | qti-template-inline | qti-template-block)*, template*',
  template: 'ANY',
  'qti-prompt': '(#text | %html)*',
  'qti-simple-choice qti-simple-associable-choice':
    '(#text | %html | qti-printed-variable | qti-feedback-block | qti-feedback-inline | qti-template-inline | qti-template-block)*',
  'qti-gap-text qti-inline-choice qti-hottext qti-label':
    '(#text | %inline | qti-printed-variable | qti-feedback-inline | qti-template-inline)*',
  'qti-gap-img': '(object | img | picture)',
  'qti-printed-variable': 'EMPTY',

  // Feedback, templates and rubrics
  'qti-modal-feedback qti-feedback-block qti-template-block qti-test-feedback':
    'qti-stylesheet*, qti-content-body?, qti-catalog-info?',
  'qti-rubric-block': 'qti-stylesheet*, qti-content-body, qti-catalog-info?, qti-printed-variable?',
  'qti-content-body@qti-modal-feedback':
    '(#text | %html | qti-printed-variable | qti-hottext | qti-template-inline | qti-template-block)*',
  'qti-content-body@qti-feedback-block':
    '(#text | %inline | %block | %block-interaction | qti-position-object-stage | qti-feedback-block | qti-template-block | ' +
    'qti-template-inline | qti-feedback-inline | qti-printed-variable)*',
  'qti-content-body@qti-template-block':
    '(#text | %html | qti-template-block | qti-template-inline | qti-feedback-block | qti-feedback-inline | qti-printed-variable)*',
  'qti-content-body@qti-rubric-block qti-content-body@qti-test-feedback':
    '(#text | %html | qti-printed-variable | qti-template-block | qti-template-inline)*',
  'qti-feedback-inline': '(#text | %inline | qti-template-inline | qti-printed-variable)*',
  'qti-template-inline':
    '(#text | %inline | qti-hottext | qti-printed-variable | qti-gap | qti-feedback-inline | qti-template-inline)*',
  'qti-catalog-info': 'qti-catalog+',
  'qti-catalog': 'qti-card+',
  'qti-card': '((qti-html-content?, qti-file-href*) | qti-card-entry+)',
  'qti-card-entry': 'qti-html-content?, qti-file-href*',
  'qti-html-content': '(#text | %html)*',
  'qti-file-href': '#text',

  // Tests
  'qti-assessment-test':
    'qti-context-declaration*, qti-outcome-declaration*, qti-time-limits?, qti-stylesheet*, qti-rubric-block*, qti-test-part+, ' +
    'qti-outcome-processing?, qti-test-feedback*',
  'qti-test-part':
    'qti-pre-condition*, qti-branch-rule*, qti-item-session-control?, qti-time-limits?, qti-rubric-block*, ' +
    '(qti-assessment-section | qti-assessment-section-ref)+, qti-test-feedback*',
  'qti-assessment-section':
    'qti-pre-condition*, qti-branch-rule*, qti-item-session-control?, qti-time-limits?, ' +
    '(qti-adaptive-selection | (qti-selection?, qti-ordering?)), qti-rubric-block*, ' +
    '(qti-assessment-item-ref | qti-assessment-section | qti-assessment-section-ref)*',
  'qti-assessment-item-ref':
    'qti-pre-condition*, qti-branch-rule*, qti-item-session-control?, qti-time-limits?, qti-variable-mapping*, qti-weight*, ' +
    'qti-template-default*',
  'qti-assessment-section-ref qti-item-session-control qti-time-limits qti-variable-mapping qti-weight':
    'EMPTY',
  'qti-selection qti-ordering qti-adaptive-selection': 'ANY',

  // HTML
  'p h1 h2 h3 h4 h5 h6 pre address a abbr acronym b big cite code dfn em i kbd q samp small span strong sub sup tt var dt':
    '(#text | %line)*',
  'article aside footer header label nav section figcaption li dd td th caption': '(#text | %flow)*',
  div: '(#text | %flow | qti-position-object-stage)*',
  'blockquote bdi': '(#text | %html)*',
  bdo: '(#text | %inline)*',
  figure: '(#text | %html | figcaption)*',
  object: '(#text | %html | param)*',
  details: 'summary, %html*',
  'summary rb rp rt': '(#text | %phrasing)*',
  rtc: '(#text | %phrasing | rt)*',
  ruby: '(#text | %phrasing | rb | rp | rt | rtc)*',
  'ol ul': 'li*',
  dl: '(dt | dd)*',
  table: 'caption?, col*, colgroup*, thead?, tfoot?, tbody*, tr*',
  'thead tbody tfoot': 'tr+',
  tr: '(td | th)*',
  colgroup: 'col*',
  picture: 'source+, img',
  'audio video': '(#text | source | track)*',
  'br hr img col source track param': 'EMPTY',
};
