// The manifest of QTI 3.0 packages (imsqtiv3p0_imscpv1p2_v1p0.xsd, imsqti_metadatav3p0_v1p0.xsd): a profile of IMS Content
// Packaging 1.2 without organisations. Learning object metadata and curriculum standards are let through by their namespace.

/** Models by name, as in content-models.ts. */
export const manifestModels: Readonly<Record<string, string>> = {
  manifest: 'metadata, organizations, resources',
  'metadata@manifest': 'schema, schemaversion, curriculumStandardsMetadataSet?, lom?',
  'metadata@resource': 'qtiMetadata?, curriculumStandardsMetadataSet?, lom?',
  'metadata@file': 'ANY',
  'schema schemaversion': '#text',
  organizations: 'EMPTY',
  resources: 'resource*',
  resource: 'metadata?, file*, dependency*, variant*',
  file: 'metadata?',
  dependency: 'EMPTY',
  'variant curriculumStandardsMetadataSet lom': 'ANY',
  qtiMetadata:
    'itemTemplate?, timeDependent?, composite?, interactionType*, portableCustomInteractionContext?, feedbackType?, ' +
    'solutionAvailable?, scoringMode*, toolName?, toolVersion?, toolVendor?',
  'itemTemplate timeDependent composite interactionType feedbackType solutionAvailable scoringMode': '#text',
  'toolName toolVersion toolVendor': '#text',
  portableCustomInteractionContext: 'ANY',
};

const resourceTypes =
  'imsqti_test_xmlv3p0|imsqti_section_xmlv3p0|imsqti_item_xmlv3p0|imsqti_resprocessing_xmlv3p0|imsqti_outcomes_xmlv3p0|' +
  'imsqti_stimulus_xmlv3p0|imsqti_fragment_xmlv3p0|imsqti_rptemplate_xmlv3p0|associatedcontent/learning-application-resource|' +
  'webcontent|imslti_xmlv1p1|imsltia_xmlv1p0|controlfile|resourcemetadata/xml|resourceextmetadata/xml|qtiusagedata/xml|pls|' +
  'css2|css3|extension';

/** Attributes by name, as in attributes.ts. */
export const manifestAttributes: Readonly<Record<string, string>> = {
  manifest: 'identifier!=id',
  resource: `identifier!=id type!=${resourceTypes} href`,
  file: 'href!',
  dependency: 'identifierref!=id',
};

/** What the words of an element must be, as the type of an attribute. */
export const manifestTexts: Readonly<Record<string, string>> = {
  schema: 'QTI Package|QTI Test Bank|QTI Item Bank|QTI Object Bank|QTI Test|QTI Section|QTI Item',
  schemaversion: '3.0.0|3.0.1',
  itemTemplate: 'boolean',
  timeDependent: 'boolean',
  composite: 'boolean',
  solutionAvailable: 'boolean',
  feedbackType: 'adaptive|nonadaptive|none',
  scoringMode: 'human|externalmachine|responseprocessing',
  interactionType:
    'associateInteraction|choiceInteraction|customInteraction|drawingInteraction|endAttemptInteraction|' +
    'extendedTextInteraction|gapMatchInteraction|graphicAssociateInteraction|graphicGapMatchInteraction|' +
    'graphicOrderInteraction|hotspotInteraction|hottextInteraction|inlineChoiceInteraction|matchInteraction|' +
    'mediaInteraction|orderInteraction|portableCustomInteraction|positionObjectInteraction|selectPointInteraction|' +
    'sliderInteraction|textEntryInteraction|uploadInteraction',
};
