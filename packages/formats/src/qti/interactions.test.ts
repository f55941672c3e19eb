import { describe, expect, it } from 'vitest';
import { checkText, codesOf, item2, item3, response3, score2, score3 } from './fixtures.ts';
import { interactionKinds } from './model.ts';
import type { InteractionKind } from './model.ts';

interface Sample {
  readonly type: readonly [cardinality: string, baseType: string];
  readonly correct: readonly string[];
  readonly body3: string;
  readonly body2: string;
}

const image3 = '<img src="a.png" alt="map" width="100" height="100"/>';
const image2 = '<object type="image/png" data="a.png" width="100" height="100">map</object>';

const samples: Readonly<Record<InteractionKind, Sample>> = {
  choice: {
    type: ['single', 'identifier'],
    correct: ['B'],
    body3:
      '<qti-choice-interaction response-identifier="R" max-choices="1" shuffle="true"><qti-prompt>Which?</qti-prompt><qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="B" fixed="true">b</qti-simple-choice></qti-choice-interaction>',
    body2:
      '<choiceInteraction responseIdentifier="R" maxChoices="1" shuffle="true"><prompt>Which?</prompt><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B" fixed="true">b</simpleChoice></choiceInteraction>',
  },
  'text-entry': {
    type: ['single', 'string'],
    correct: ['York'],
    body3: '<p>x <qti-text-entry-interaction response-identifier="R" expected-length="15"/></p>',
    body2: '<p>x <textEntryInteraction responseIdentifier="R" expectedLength="15"/></p>',
  },
  'inline-choice': {
    type: ['single', 'identifier'],
    correct: ['Y'],
    body3:
      '<p>x <qti-inline-choice-interaction response-identifier="R" shuffle="false"><qti-inline-choice identifier="G">Gloucester</qti-inline-choice><qti-inline-choice identifier="Y">York</qti-inline-choice></qti-inline-choice-interaction></p>',
    body2:
      '<p>x <inlineChoiceInteraction responseIdentifier="R" shuffle="false"><inlineChoice identifier="G">Gloucester</inlineChoice><inlineChoice identifier="Y">York</inlineChoice></inlineChoiceInteraction></p>',
  },
  'extended-text': {
    type: ['single', 'string'],
    correct: [],
    body3:
      '<qti-extended-text-interaction response-identifier="R" expected-lines="5" format="plain"><qti-prompt>Write</qti-prompt></qti-extended-text-interaction>',
    body2:
      '<extendedTextInteraction responseIdentifier="R" expectedLines="5"><prompt>Write</prompt></extendedTextInteraction>',
  },
  match: {
    type: ['multiple', 'directedPair'],
    correct: ['C R', 'D M'],
    body3:
      '<qti-match-interaction response-identifier="R" max-associations="4"><qti-simple-match-set><qti-simple-associable-choice identifier="C" match-max="1">C</qti-simple-associable-choice><qti-simple-associable-choice identifier="D" match-max="1">D</qti-simple-associable-choice></qti-simple-match-set><qti-simple-match-set><qti-simple-associable-choice identifier="M" match-max="4">M</qti-simple-associable-choice><qti-simple-associable-choice identifier="R" match-max="4">R</qti-simple-associable-choice></qti-simple-match-set></qti-match-interaction>',
    body2:
      '<matchInteraction responseIdentifier="R" shuffle="false" maxAssociations="4"><simpleMatchSet><simpleAssociableChoice identifier="C" matchMax="1">C</simpleAssociableChoice><simpleAssociableChoice identifier="D" matchMax="1">D</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier="M" matchMax="4">M</simpleAssociableChoice><simpleAssociableChoice identifier="R" matchMax="4">R</simpleAssociableChoice></simpleMatchSet></matchInteraction>',
  },
  order: {
    type: ['ordered', 'identifier'],
    correct: ['B', 'A', 'C'],
    body3:
      '<qti-order-interaction response-identifier="R"><qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="B">b</qti-simple-choice><qti-simple-choice identifier="C">c</qti-simple-choice></qti-order-interaction>',
    body2:
      '<orderInteraction responseIdentifier="R" shuffle="true"><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice><simpleChoice identifier="C">c</simpleChoice></orderInteraction>',
  },
  associate: {
    type: ['multiple', 'pair'],
    correct: ['A B', 'C D'],
    body3:
      '<qti-associate-interaction response-identifier="R" max-associations="2">' +
      ['A', 'B', 'C', 'D']
        .map(
          (x) =>
            `<qti-simple-associable-choice identifier="${x}" match-max="1">${x}</qti-simple-associable-choice>`,
        )
        .join('') +
      '</qti-associate-interaction>',
    body2:
      '<associateInteraction responseIdentifier="R" shuffle="false" maxAssociations="2">' +
      ['A', 'B', 'C', 'D']
        .map((x) => `<simpleAssociableChoice identifier="${x}" matchMax="1">${x}</simpleAssociableChoice>`)
        .join('') +
      '</associateInteraction>',
  },
  'gap-match': {
    type: ['multiple', 'directedPair'],
    correct: ['W G1', 'Su G2'],
    body3:
      '<qti-gap-match-interaction response-identifier="R"><qti-gap-text identifier="W" match-max="1">winter</qti-gap-text><qti-gap-text identifier="Su" match-max="1">summer</qti-gap-text><blockquote><p>Now is the <qti-gap identifier="G1"/> … <qti-gap identifier="G2"/></p></blockquote></qti-gap-match-interaction>',
    body2:
      '<gapMatchInteraction responseIdentifier="R" shuffle="false"><gapText identifier="W" matchMax="1">winter</gapText><gapText identifier="Su" matchMax="1">summer</gapText><blockquote><p>Now is the <gap identifier="G1"/> … <gap identifier="G2"/></p></blockquote></gapMatchInteraction>',
  },
  'graphic-gap-match': {
    type: ['multiple', 'directedPair'],
    correct: ['CBG A'],
    body3: `<qti-graphic-gap-match-interaction response-identifier="R">${image3}<qti-gap-img identifier="CBG" match-max="1"><img src="b.png" alt="CBG"/></qti-gap-img><qti-associable-hotspot identifier="A" match-max="1" shape="rect" coords="12,108,39,121"/></qti-graphic-gap-match-interaction>`,
    body2: `<graphicGapMatchInteraction responseIdentifier="R">${image2}<gapImg identifier="CBG" matchMax="1"><object type="image/png" data="b.png" width="27" height="13"/></gapImg><associableHotspot identifier="A" matchMax="1" shape="rect" coords="12,108,39,121"/></graphicGapMatchInteraction>`,
  },
  'graphic-order': {
    type: ['ordered', 'identifier'],
    correct: ['B', 'A'],
    body3: `<qti-graphic-order-interaction response-identifier="R">${image3}<qti-hotspot-choice identifier="A" shape="circle" coords="10,10,5"/><qti-hotspot-choice identifier="B" shape="circle" coords="40,40,5"/></qti-graphic-order-interaction>`,
    body2: `<graphicOrderInteraction responseIdentifier="R">${image2}<hotspotChoice identifier="A" shape="circle" coords="10,10,5"/><hotspotChoice identifier="B" shape="circle" coords="40,40,5"/></graphicOrderInteraction>`,
  },
  'graphic-associate': {
    type: ['multiple', 'pair'],
    correct: ['A B'],
    body3: `<qti-graphic-associate-interaction response-identifier="R" max-associations="3">${image3}<qti-associable-hotspot identifier="A" match-max="3" shape="circle" coords="10,10,5"/><qti-associable-hotspot identifier="B" match-max="3" shape="circle" coords="40,40,5"/></qti-graphic-associate-interaction>`,
    body2: `<graphicAssociateInteraction responseIdentifier="R" maxAssociations="3">${image2}<associableHotspot identifier="A" matchMax="3" shape="circle" coords="10,10,5"/><associableHotspot identifier="B" matchMax="3" shape="circle" coords="40,40,5"/></graphicAssociateInteraction>`,
  },
  hotspot: {
    type: ['single', 'identifier'],
    correct: ['A'],
    body3: `<qti-hotspot-interaction response-identifier="R" max-choices="1">${image3}<qti-hotspot-choice identifier="A" shape="ellipse" coords="10,10,5,8"/><qti-hotspot-choice identifier="B" shape="poly" coords="0,0,9,0,9,9"/></qti-hotspot-interaction>`,
    body2: `<hotspotInteraction responseIdentifier="R" maxChoices="1">${image2}<hotspotChoice identifier="A" shape="ellipse" coords="10,10,5,8"/><hotspotChoice identifier="B" shape="poly" coords="0,0,9,0,9,9"/></hotspotInteraction>`,
  },
  hottext: {
    type: ['single', 'identifier'],
    correct: ['B'],
    body3:
      '<qti-hottext-interaction response-identifier="R" max-choices="1"><p>Sponsors of the <qti-hottext identifier="A">Olympic</qti-hottext> Games <qti-hottext identifier="B">bribes</qti-hottext></p></qti-hottext-interaction>',
    body2:
      '<hottextInteraction responseIdentifier="R" maxChoices="1"><p>Sponsors of the <hottext identifier="A">Olympic</hottext> Games <hottext identifier="B">bribes</hottext></p></hottextInteraction>',
  },
  'select-point': {
    type: ['single', 'point'],
    correct: ['102 113'],
    body3: `<qti-select-point-interaction response-identifier="R" max-choices="1">${image3}</qti-select-point-interaction>`,
    body2: `<selectPointInteraction responseIdentifier="R" maxChoices="1">${image2}</selectPointInteraction>`,
  },
  'position-object': {
    type: ['multiple', 'point'],
    correct: ['118 184', '150 235'],
    body3: `<qti-position-object-stage>${image3}<qti-position-object-interaction response-identifier="R" max-choices="3"><img src="o.png" alt="o"/></qti-position-object-interaction></qti-position-object-stage>`,
    body2: `<positionObjectStage>${image2}<positionObjectInteraction responseIdentifier="R" maxChoices="3"><object type="image/png" data="o.png"/></positionObjectInteraction></positionObjectStage>`,
  },
  slider: {
    type: ['single', 'integer'],
    correct: ['16'],
    body3:
      '<qti-slider-interaction response-identifier="R" lower-bound="0" upper-bound="100" step="1" step-label="true"/>',
    body2:
      '<sliderInteraction responseIdentifier="R" lowerBound="0" upperBound="100" step="1" stepLabel="true"/>',
  },
  drawing: {
    type: ['single', 'file'],
    correct: [],
    body3: `<qti-drawing-interaction response-identifier="R">${image3}</qti-drawing-interaction>`,
    body2: `<drawingInteraction responseIdentifier="R">${image2}</drawingInteraction>`,
  },
  upload: {
    type: ['single', 'file'],
    correct: [],
    body3:
      '<qti-upload-interaction response-identifier="R" type="application/pdf"><qti-prompt>Hand in</qti-prompt></qti-upload-interaction>',
    body2:
      '<uploadInteraction responseIdentifier="R" type="application/pdf"><prompt>Hand in</prompt></uploadInteraction>',
  },
  media: {
    type: ['single', 'integer'],
    correct: [],
    body3:
      '<qti-media-interaction response-identifier="R" autostart="false" min-plays="0" max-plays="2"><audio src="a.mp3"/></qti-media-interaction>',
    body2:
      '<mediaInteraction responseIdentifier="R" autostart="false" minPlays="0" maxPlays="2"><object type="audio/mpeg" data="a.mp3"/></mediaInteraction>',
  },
  'end-attempt': {
    type: ['single', 'boolean'],
    correct: [],
    body3: '<p><qti-end-attempt-interaction response-identifier="R" title="Show hint"/></p>',
    body2: '<p><endAttemptInteraction responseIdentifier="R" title="Show hint"/></p>',
  },
  'portable-custom': {
    type: ['single', 'string'],
    correct: [],
    body3:
      '<qti-portable-custom-interaction response-identifier="R" custom-interaction-type-identifier="urn:x" module="m"><qti-interaction-modules><qti-interaction-module id="m" primary-path="m.js"/></qti-interaction-modules><qti-interaction-markup><div/></qti-interaction-markup></qti-portable-custom-interaction>',
    body2:
      '<customInteraction responseIdentifier="R"><portableCustomInteraction xmlns="http://www.imsglobal.org/xsd/portableCustomInteraction" customInteractionTypeIdentifier="urn:x" hook="m.js"/></customInteraction>',
  },
  custom: {
    type: ['single', 'string'],
    correct: [],
    body3:
      '<qti-custom-interaction response-identifier="R"><object type="application/x-thing" data="x.bin"/></qti-custom-interaction>',
    body2:
      '<customInteraction responseIdentifier="R"><object type="application/x-thing" data="x.bin"/></customInteraction>',
  },
};

const expectedCorrect = ({ correct, type }: Sample) => {
  if (correct.length === 0) return {};
  return { R: type[0] === 'single' ? correct[0] : correct };
};

describe('every interaction', () => {
  it.each(interactionKinds)('%s is read from QTI 3.0 with its correct value and no error', (kind) => {
    const sample = samples[kind];
    const report = checkText(
      item3(
        `${response3('R', ...sample.type, sample.correct)}${score3}<qti-item-body>${sample.body3}</qti-item-body>`,
      ),
    );
    expect(codesOf(report, 'error')).toEqual([]);
    expect(report.items[0]).toMatchObject({
      id: 'item-1',
      title: 'Item one',
      interactions: [{ id: 'R', kind }],
    });
    expect(report.items[0]?.correct).toEqual(expectedCorrect(sample));
  });

  it.each(interactionKinds)('%s of QTI 2.1 and 2.2 gives the same report as of 3.0', (kind) => {
    const sample = samples[kind];
    const values = sample.correct.map((v) => `<value>${v}</value>`).join('');
    const correct = values === '' ? '' : `<correctResponse>${values}</correctResponse>`;
    const inner = `<responseDeclaration identifier="R" cardinality="${sample.type[0]}" baseType="${sample.type[1]}">${correct}</responseDeclaration>${score2}<itemBody>${sample.body2}</itemBody>`;
    const of3 = checkText(
      item3(
        `${response3('R', ...sample.type, sample.correct)}${score3}<qti-item-body>${sample.body3}</qti-item-body>`,
      ),
    );
    for (const version of ['v2p1', 'v2p2']) {
      const report = checkText(item2(inner, version));
      expect(codesOf(report, 'error')).toEqual([]);
      expect(report.items).toEqual(of3.items);
    }
  });
});
