// The attributes of every element of QTI 3.0 ASI (imsqti_asiv3p0_v1p0.xsd). Written as `name`, `name!` where it must be there,
// `=type` or `=a|b` where its value is bound; `*` at the end where the schema takes further attributes of any name, as it does
// for everything that stands in a body.

/** Base types of the QTI 3.0 data model. */
const baseTypes = 'boolean|directedPair|duration|file|float|identifier|integer|pair|point|string|uri';
const variable = `identifier! cardinality!=multiple|ordered|record|single base-type=${baseTypes}`;
const choice = 'identifier! template-identifier show-hide=show|hide fixed=boolean *';
const area = 'shape!=circle|default|ellipse|poly|rect coords!=coords';
const media =
  'src preload=none|metadata|auto autoplay=boolean loop=boolean muted=boolean controls=boolean crossorigin=anonymous|use-credentials';
const subset = 'section-identifier include-category exclude-category';
const shown = 'outcome-identifier! identifier! show-hide=show|hide';

/** Attributes by name of the element; names with the same ones share a line, divided by blanks. */
export const attributeLists: Readonly<Record<string, string>> = {
  'qti-assessment-item':
    'identifier! title! label tool-name tool-version adaptive=boolean time-dependent!=boolean *',
  'qti-assessment-stimulus': 'identifier! title! label tool-name tool-version *',
  'qti-item-body': 'id class label dir=ltr|rtl|auto data-catalog-idref',
  'qti-stimulus-body': '*',
  'qti-assessment-stimulus-ref': 'identifier! href! title *',
  'qti-stylesheet': 'href! type!=mime media title',
  'qti-companion-materials-info': '*',

  'qti-context-declaration qti-response-declaration': variable,
  'qti-template-declaration': `${variable} param-variable=boolean math-variable=boolean`,
  'qti-outcome-declaration':
    `${variable} view=views interpretation long-interpretation normal-maximum=amount normal-minimum=float mastery-value=float ` +
    'external-scored=externalMachine|human variable-identifier-ref',
  'qti-default-value qti-correct-response': 'interpretation',
  'qti-value': `field-identifier base-type=${baseTypes}`,
  'qti-mapping qti-area-mapping': 'lower-bound=float upper-bound=float default-value=float',
  'qti-map-entry': 'map-key! mapped-value!=float case-sensitive=boolean',
  'qti-area-map-entry': `${area} mapped-value!=float`,
  'qti-match-table qti-interpolation-table': 'default-value',
  // The schema binds the target of a match table to the names of base types, which can only be a slip; any text is taken here.
  'qti-match-table-entry': 'source-value!=integer target-value!',
  'qti-interpolation-table-entry': 'source-value!=float target-value! include-boundary=boolean',

  'qti-response-processing': 'template template-location',
  'qti-set-outcome-value qti-lookup-outcome-value qti-set-template-value qti-set-default-value qti-set-correct-response':
    'identifier!',
  'qti-template-default': 'template-identifier!',
  'qti-branch-rule': 'target!',

  'qti-any-n': 'min! max!',
  'qti-base-value': `base-type!=${baseTypes}`,
  'qti-correct qti-default qti-map-response qti-map-response-point': 'identifier!',
  'qti-variable': 'identifier! weight-identifier',
  'qti-custom-operator': 'class definition *',
  'qti-equal':
    'tolerance-mode=absolute|exact|relative tolerance include-lower-bound=boolean include-upper-bound=boolean',
  'qti-equal-rounded qti-round-to': 'rounding-mode=decimalPlaces|significantFigures figures!',
  'qti-field-value': 'field-identifier!',
  'qti-index': 'n!',
  'qti-inside': area,
  'qti-math-constant': 'name!=pi|e',
  'qti-math-operator':
    'name!=abs|acos|acot|acsc|asec|asin|atan|atan2|ceil|cos|cosh|cot|coth|csc|csch|exp|floor|ln|log|sec|sech|signum|sin|sinh|' +
    'tan|tanh|toDegrees|toRadians',
  'qti-stats-operator': 'name!=mean|popSD|popVariance|sampleSD|sampleVariance',
  'qti-pattern-match': 'pattern!',
  'qti-random-integer': 'min max! step',
  'qti-random-float': 'min max!',
  'qti-repeat': 'number-repeats!',
  'qti-string-match': 'case-sensitive=boolean substring=boolean',
  'qti-substring': 'case-sensitive=boolean',
  'qti-test-variables': `${subset} variable-identifier! weight-identifier base-type=${baseTypes}`,
  'qti-number-correct qti-number-incorrect qti-number-presented qti-number-responded qti-number-selected':
    subset,
  'qti-outcome-minimum qti-outcome-maximum': `${subset} outcome-identifier! weight-identifier`,

  'qti-choice-interaction':
    'response-identifier! shuffle=boolean max-choices=count min-choices=count orientation=horizontal|vertical *',
  'qti-order-interaction':
    'response-identifier! shuffle=boolean max-choices=count min-choices=count orientation=horizontal|vertical *',
  'qti-associate-interaction qti-match-interaction qti-gap-match-interaction':
    'response-identifier! shuffle=boolean max-associations=count min-associations=count *',
  'qti-graphic-gap-match-interaction qti-graphic-associate-interaction':
    'response-identifier! max-associations=count min-associations=count *',
  'qti-hottext-interaction qti-hotspot-interaction qti-graphic-order-interaction qti-select-point-interaction':
    'response-identifier! max-choices=count min-choices=count *',
  'qti-position-object-interaction': 'response-identifier! max-choices=count min-choices=count *',
  'qti-drawing-interaction qti-custom-interaction': 'response-identifier! *',
  'qti-portable-custom-interaction': 'response-identifier! custom-interaction-type-identifier! *',
  'qti-media-interaction':
    'response-identifier! autostart!=boolean min-plays=count max-plays=count loop=boolean coords=coords *',
  'qti-extended-text-interaction':
    'response-identifier! base=integer expected-length=count max-strings=count min-strings=count expected-lines=count ' +
    'format=plain|preformatted|xhtml *',
  'qti-text-entry-interaction': 'response-identifier! base=integer expected-length=count *',
  'qti-inline-choice-interaction':
    'response-identifier! shuffle=boolean required=boolean min-choices=count *',
  'qti-end-attempt-interaction': 'response-identifier! title! count-attempt=boolean *',
  'qti-slider-interaction':
    'response-identifier! lower-bound!=amount upper-bound!=amount step=amount step-label=boolean ' +
    'orientation=horizontal|vertical reverse=boolean *',
  'qti-upload-interaction': 'response-identifier! type=mimes *',
  'qti-interaction-modules': 'primary-configuration secondary-configuration *',
  'qti-interaction-module': 'id! primary-path fallback-path *',
  'qti-interaction-markup': '*',
  'qti-template-variable': 'template-identifier!',
  'qti-context-variable': 'identifier!',
  'qti-simple-choice qti-inline-choice qti-hottext': choice,
  'qti-simple-associable-choice': `match-max!=count match-min=count ${choice}`,
  'qti-gap-text qti-gap-img': `match-max!=count match-min=count ${choice}`,
  'qti-gap': 'identifier! template-identifier show-hide=show|hide required=boolean *',
  'qti-hotspot-choice': `${area} identifier! template-identifier show-hide=show|hide *`,
  'qti-associable-hotspot': `${area} match-max!=count match-min=count identifier! template-identifier show-hide=show|hide *`,
  'qti-printed-variable':
    'id class label identifier! format base index power-form=boolean field delimiter mapping-indicator',

  'qti-feedback-block qti-feedback-inline': `${shown} *`,
  'qti-modal-feedback': 'outcome-identifier! identifier! show-hide!=show|hide title *',
  'qti-test-feedback': 'access!=atEnd|during outcome-identifier! identifier! show-hide!=show|hide title *',
  'qti-template-block qti-template-inline': 'template-identifier! identifier! show-hide=show|hide *',
  'qti-rubric-block@qti-item-body': 'use!=instructions|scoring|navigation|ext: view=views *',
  'qti-rubric-block': 'use=instructions|scoring|navigation|ext: view=views *',
  'qti-catalog': 'id! *',
  'qti-card': 'support! *',
  'qti-card-entry': 'default=boolean *',
  'qti-file-href qti-html-content': '*',

  'qti-assessment-test': 'identifier! title! class tool-name tool-version *',
  'qti-test-part':
    'identifier! title class navigation-mode!=linear|nonlinear submission-mode!=individual|simultaneous *',
  'qti-assessment-section':
    'identifier! title! class visible!=boolean required=boolean fixed=boolean keep-together=boolean *',
  'qti-assessment-item-ref': 'identifier! href! class category required=boolean fixed=boolean *',
  'qti-assessment-section-ref': 'identifier! href! class *',
  'qti-item-session-control':
    'max-attempts=count show-feedback=boolean allow-review=boolean show-solution=boolean allow-comment=boolean ' +
    'allow-skipping=boolean validate-responses=boolean',
  'qti-time-limits': 'min-time=amount max-time=amount allow-late-submission=boolean',
  'qti-variable-mapping': 'source-identifier! target-identifier!',
  'qti-weight': 'identifier! value!=float',
  'qti-selection': 'select!=count with-replacement=boolean',
  'qti-ordering': 'shuffle=boolean',
  'qti-adaptive-selection': '*',

  'p h1 h2 h3 h4 h5 h6 pre address abbr acronym b big cite code dfn em i kbd samp small span strong sub sup tt var dt':
    'dir=ltr|rtl|auto *',
  'div article aside footer header label nav section figcaption li dd caption figure bdi bdo summary rb rp rt rtc ruby ol ul dl':
    'dir=ltr|rtl|auto *',
  'tr thead tbody tfoot table picture br hr': 'dir=ltr|rtl|auto *',
  'qti-prompt qti-label qti-simple-match-set qti-position-object-stage template': '*',
  a: 'href! type=mime dir=ltr|rtl|auto *',
  'q blockquote': 'cite dir=ltr|rtl|auto *',
  img: 'src! alt! width=length height=length *',
  object: 'data! type!=mime width=length height=length *',
  param: 'name! value! valuetype=DATA|REF type=mime',
  details: 'open=boolean *',
  'td th':
    'headers scope=col|colgroup|row|rowgroup abbr axis rowspan=integer colspan=integer align=left|center|right|justify|char ' +
    'valign=top|middle|bottom|baseline dir=ltr|rtl|auto *',
  'col colgroup': 'span=count *',
  audio: `${media} *`,
  video: `${media} poster width=count height=count *`,
  source: 'src type=mime srcset media sizes *',
  track: 'src! kind=subtitles|captions|descriptions|chapters|metadata srclang label default=boolean *',
};
