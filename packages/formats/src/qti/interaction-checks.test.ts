import { describe, expect, it } from 'vitest';
import { checkText, codesOf, item3, response3 } from './fixtures.ts';

describe('faults of interactions', () => {
  const choice = (attributes: string, choices = '<qti-simple-choice identifier="A">a</qti-simple-choice>') =>
    `<qti-item-body><qti-choice-interaction ${attributes}>${choices}</qti-choice-interaction></qti-item-body>`;
  const single = response3('R', 'single', 'identifier', ['A']);

  it.each([
    ['response_identifier_missing', single + choice('')],
    ['response_undeclared', single + choice('response-identifier="X"')],
    ['response_type_mismatch', response3('R', 'single', 'string', ['A']) + choice('response-identifier="R"')],
    [
      'response_type_mismatch',
      response3('R', 'ordered', 'identifier', ['A']) + choice('response-identifier="R"'),
    ],
    ['choices_missing', single + choice('response-identifier="R"', '')],
    [
      'identifier_twice',
      single +
        choice(
          'response-identifier="R"',
          '<qti-simple-choice identifier="A"/><qti-simple-choice identifier="A"/>',
        ),
    ],
    [
      'identifier_missing',
      single + choice('response-identifier="R"', '<qti-simple-choice identifier="A"/><qti-simple-choice/>'),
    ],
    ['correct_unknown', response3('R', 'single', 'identifier', ['Z']) + choice('response-identifier="R"')],
    ['attribute_invalid', single + choice('response-identifier="R" max-choices="many"')],
    ['choice_limits_wrong', single + choice('response-identifier="R" max-choices="1" min-choices="2"')],
    [
      'response_bound_twice',
      single +
        choice('response-identifier="R"').replace(
          '</qti-item-body>',
          '<qti-choice-interaction response-identifier="R"><qti-simple-choice identifier="A"/></qti-choice-interaction></qti-item-body>',
        ),
    ],
    [
      'interaction_nested',
      single +
        choice(
          'response-identifier="R"',
          '<qti-simple-choice identifier="A"><qti-text-entry-interaction response-identifier="R"/></qti-simple-choice>',
        ),
    ],
    [
      'interaction_unknown',
      '<qti-item-body><qti-magic-interaction response-identifier="R"/></qti-item-body>',
    ],
    [
      'match_sets_wrong',
      response3('R', 'multiple', 'directedPair', []) +
        '<qti-item-body><qti-match-interaction response-identifier="R"><qti-simple-match-set/></qti-match-interaction></qti-item-body>',
    ],
    [
      'slider_bounds_wrong',
      response3('R', 'single', 'integer', []) +
        '<qti-item-body><qti-slider-interaction response-identifier="R" lower-bound="9" upper-bound="1"/></qti-item-body>',
    ],
    [
      'shape_invalid',
      response3('R', 'single', 'identifier', []) +
        '<qti-item-body><qti-hotspot-interaction response-identifier="R"><qti-hotspot-choice identifier="A" shape="circle" coords="1,2"/></qti-hotspot-interaction></qti-item-body>',
    ],
    ['value_invalid', response3('R', 'single', 'integer', ['x'])],
    ['base_type_invalid', response3('R', 'single', 'number', [])],
    ['cardinality_invalid', response3('R', 'many', 'string', [])],
    ['identifier_twice', single + single],
    [
      'map_entry_invalid',
      response3(
        'R',
        'single',
        'integer',
        [],
        '<qti-mapping><qti-map-entry map-key="x" mapped-value="1"/></qti-mapping>',
      ),
    ],
    [
      'variable_undeclared',
      '<qti-modal-feedback identifier="a" outcome-identifier="F" show-hide="show">x</qti-modal-feedback>',
    ],
    ['adaptive_without_processing', ''],
  ])('%s is told', (code, inner) => {
    expect(
      codesOf(
        checkText(
          item3(inner, code.startsWith('adaptive') ? 'x="1"' : '').replace(
            'adaptive="false"',
            code.startsWith('adaptive') ? 'adaptive="true"' : 'adaptive="false"',
          ),
        ),
        'error',
      ),
    ).toContain(code);
  });

  it('says where: file, line and element', () => {
    const [found] = checkText(item3(`\n\n${single}\n${choice('response-identifier="X"')}`)).problems.filter(
      (p) => p.code === 'response_undeclared',
    );
    expect(found).toMatchObject({ severity: 'error', where: 'item.xml:5 qti-choice-interaction' });
  });

  it('tells a document that is none of QTI 2 or 3, and reads nothing from it', () => {
    expect(checkText('<html/>')).toMatchObject({
      items: [],
      problems: [{ code: 'not_qti', severity: 'error' }],
    });
    expect(codesOf(checkText('<questestinterop/>'))).toEqual(['qti_version_unsupported']);
    expect(codesOf(checkText('<assessmentItem'))).toEqual(['xml_malformed']);
  });
});
