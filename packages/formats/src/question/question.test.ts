import { describe, expect, it } from 'vitest';
import { collectProblems } from '../qti/problems.ts';
import { startItem } from '../qti/response-processing.ts';
import { responsesOf, scoreQuestion } from './answers.ts';
import { presentQuestion } from './presentation.ts';
import type { PresentedElement, PresentedNode } from './presented.ts';
import { openQuestion } from './question.ts';
import { questionDocument, questionFixtures, writtenFixture } from './question-fixtures.ts';

const silent = () => collectProblems('q', []);

function open(document: string, media: readonly string[] = []) {
  const opened = openQuestion(document, new Set(media));
  const errors = opened.problems.filter(({ severity }) => severity === 'error');
  return { ...opened, errors };
}

function present(document: string, media: readonly string[], seed = 1): PresentedNode[] {
  const { item } = open(document, media);
  if (!item) throw new Error('no item');
  const state = startItem(item, { seed, problems: silent() });
  return presentQuestion(item, state, seed, (href) => (media.includes(href) ? `media:${href}` : null));
}

function elementsOf(nodes: readonly PresentedNode[]): PresentedElement[] {
  return nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...elementsOf(node.children)]));
}

function wordsOf(nodes: readonly PresentedNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : wordsOf(node.children))).join('');
}

describe('a question document of every kind', () => {
  for (const { kind, interaction, document, media, right, wrong } of questionFixtures) {
    it(`reads, shows and scores ${kind}`, () => {
      const { item, reading, errors } = open(document, media);
      expect(errors).toEqual([]);
      expect(reading).toMatchObject({ interaction });
      expect(reading?.stem.length).toBeGreaterThan(0);
      expect(reading?.maxScore).toBeGreaterThan(0);
      if (!item) throw new Error('no item');
      expect(scoreQuestion(item, right, 1, silent()).share).toBe(1);
      expect(scoreQuestion(item, wrong, 1, silent()).share).toBe(0);
      expect(scoreQuestion(item, [], 1, silent()).share).toBe(0);

      const shown = present(document, media);
      const all = elementsOf(shown);
      // Every interaction is there under its response, and everything that an answer names can be found.
      const responses = all.map(({ attributes }) => attributes['response']).filter((id) => id !== undefined);
      expect(responses).toEqual(item.interactions.map(({ id }) => id));
      const ids = new Set(all.map(({ attributes }) => attributes['id']));
      for (const line of right) {
        const value = line.slice(line.indexOf('=') + 1);
        if (/^[a-zA-Z]/.test(value)) for (const id of value.split(' ')) expect(ids).toContain(id);
      }
      const sources = all.flatMap(({ attributes }) => attributes['src'] ?? []);
      expect([...new Set(sources)].sort()).toEqual(media.map((href) => `media:${href}`).sort());
    });
  }

  it('shows nothing of keys, rules, mappings and feedback', () => {
    for (const { document, media } of questionFixtures) {
      const marked = document
        .replaceAll('<qti-correct-response>', '<qti-correct-response interpretation="泄露答案">')
        .replace(
          '</qti-item-body>',
          '<qti-rubric-block view="scorer"><qti-content-body><p>泄露评分</p></qti-content-body></qti-rubric-block><div><qti-feedback-inline outcome-identifier="SCORE" identifier="x" show-hide="show">泄露反馈</qti-feedback-inline></div></qti-item-body>',
        );
      const text = JSON.stringify(present(marked, media));
      expect(text).not.toMatch(/泄露|correct|mapped|mapping|feedback/i);
    }
  });

  it('shows only elements and attributes of the vocabulary, and addresses of stored files', () => {
    const document = questionDocument(
      '<p onclick="alert(1)" style="color:red" class="x">见 <a href="https://example.org/">此处</a><custom-thing>内</custom-thing><img src="https://example.org/x.png" alt="外部图"/><img src="media/glass.png" alt="杯" onerror="alert(1)"/></p><qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-simple-choice identifier="A">甲</qti-simple-choice><qti-simple-choice identifier="B">乙</qti-simple-choice></qti-choice-interaction>',
      { cardinality: 'single', type: 'identifier', correct: ['A'] },
    );
    const { errors } = open(document, ['media/glass.png']);
    expect(errors.map(({ code }) => code)).toContain('question_address_outside');
    const shown = present(document, ['media/glass.png']);
    expect(JSON.stringify(shown)).not.toMatch(/https?:|onclick|onerror|style|class|custom-thing/);
    expect(wordsOf(shown)).toContain('外部图');
  });
});

describe('a formula', () => {
  it('is shown as presentation MathML, without what stands beside it for other programs', () => {
    const shown = present(
      questionDocument(
        '<p>算式 <math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mfrac><mi>a</mi><mn>2</mn></mfrac><annotation encoding="TeX">\\frac{a}{2}</annotation></semantics></math> 的值</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-simple-choice identifier="A">甲</qti-simple-choice></qti-choice-interaction>',
        { cardinality: 'single', type: 'identifier', correct: ['A'] },
      ),
      [],
    );
    expect(elementsOf(shown).map(({ tag }) => tag)).toEqual([
      'p',
      'math',
      'semantics',
      'mfrac',
      'mi',
      'mn',
      'choice',
      'option',
    ]);
    expect(wordsOf(shown)).not.toContain('frac');
  });
});

describe('the clone of one candidate', () => {
  const [, , , , , , , order] = questionFixtures;
  if (order?.kind !== 'order') throw new Error('the fixtures moved');

  it('has the order of its seed, and other seeds have others', () => {
    const orders = Array.from({ length: 40 }, (_, seed) =>
      elementsOf(present(order.document, [], seed))
        .filter(({ tag }) => tag === 'option')
        .map(({ attributes }) => attributes['id'])
        .join(' '),
    );
    expect(orders).toEqual(
      Array.from({ length: 40 }, (_, seed) =>
        elementsOf(present(order.document, [], seed))
          .filter(({ tag }) => tag === 'option')
          .map(({ attributes }) => attributes['id'])
          .join(' '),
      ),
    );
    expect(new Set(orders).size).toBe(6);
  });

  it('prints the numbers it is scored by', () => {
    const document = questionDocument(
      '<p>把 <qti-printed-variable identifier="N"/> mL 原酒加浆到两倍体积，得到 <qti-text-entry-interaction response-identifier="RESPONSE"/> mL。</p>',
      { cardinality: 'single', type: 'integer' },
    )
      .replace(
        '<qti-outcome-declaration',
        '<qti-template-declaration identifier="N" cardinality="single" base-type="integer"/><qti-template-processing><qti-set-template-value identifier="N"><qti-random-integer min="10" max="99"/></qti-set-template-value><qti-set-correct-response identifier="RESPONSE"><qti-product><qti-variable identifier="N"/><qti-base-value base-type="integer">2</qti-base-value></qti-product></qti-set-correct-response></qti-template-processing><qti-outcome-declaration',
      )
      // The schema's order: declarations, then template processing, then the body.
      .replace(
        /(<qti-template-processing>.*<\/qti-template-processing>)(<qti-outcome-declaration[^>]*\/>)/,
        '$2$1',
      );
    const { item, errors } = open(document);
    expect(errors).toEqual([]);
    if (!item) throw new Error('no item');
    const numbers = new Set<number>();
    for (let seed = 0; seed < 20; seed++) {
      const shown = Number(/把 (\d+) mL/.exec(wordsOf(present(document, [], seed)))?.[1]);
      numbers.add(shown);
      expect(scoreQuestion(item, [`RESPONSE=${shown * 2}`], seed, silent()).share).toBe(1);
      expect(scoreQuestion(item, [`RESPONSE=${shown * 2 + 1}`], seed, silent()).share).toBe(0);
    }
    expect(numbers.size).toBeGreaterThan(5);
  });
});

describe('lines of an answer', () => {
  it('give partial points by the map of the document', () => {
    const match = questionFixtures.find(({ kind }) => kind === 'match');
    const { item } = open(match?.document ?? '');
    if (!item) throw new Error('no item');
    expect(
      scoreQuestion(item, ['RESPONSE=strong pit', 'RESPONSE=light heap'], 1, silent()).share,
    ).toBeCloseTo(1 / 3);
  });

  it('are read by what the response is declared as, strange ones left out', () => {
    const { item } = open(questionFixtures[2]?.document ?? '');
    if (!item) throw new Error('no item');
    expect(responsesOf(item, ['LOW=20', 'LOW=21', 'nonsense', 'OTHER=1', 'CODE=a=b'])).toEqual({
      LOW: '21',
      CODE: 'a=b',
    });
  });

  it('count only as far as the question lets a candidate give them', () => {
    const shareOf = (kind: string, lines: readonly string[]) => {
      const fixture = questionFixtures.find((each) => each.kind === kind);
      const { item } = open(fixture?.document ?? '', fixture?.media);
      if (!item) throw new Error('no item');
      return scoreQuestion(item, lines, 1, silent()).share ?? 0;
    };
    const ends = { left: ['strong', 'light', 'sauce'], right: ['jar', 'pit', 'heap'] };
    const everyPair = ends.left.flatMap((a) => ends.right.map((b) => `RESPONSE=${a} ${b}`));
    // strong jar, light pit, sauce heap: each option once, in the order given.
    expect(shareOf('match', everyPair)).toBeCloseTo(1 / 3);
    expect(shareOf('match', ['RESPONSE=strong pit', 'RESPONSE=strong pit'])).toBeCloseTo(1 / 3);
    expect(shareOf('associate', ['RESPONSE=a b', 'RESPONSE=b a', 'RESPONSE=c d'])).toBe(1);
    const points = ['10 10', '200 100', '390 290'].map((point) => `RESPONSE=${point}`);
    expect(shareOf('select-point', points.slice(0, 1))).toBe(0);
    expect(
      shareOf(
        'multiple choice',
        ['A', 'B', 'D', 'A'].map((id) => `RESPONSE=${id}`),
      ),
    ).toBe(1);
    expect(
      shareOf(
        'multiple choice',
        ['A', 'B', 'C', 'D'].map((id) => `RESPONSE=${id}`),
      ),
    ).toBe(0);
    expect(
      shareOf(
        'order',
        ['look', 'smell', 'sip', 'look'].map((id) => `RESPONSE=${id}`),
      ),
    ).toBe(1);
    expect(shareOf('select-point', points.toReversed())).toBe(0);
  });

  it('never score more than all and never less than nothing', () => {
    const document = questionDocument(
      '<qti-choice-interaction response-identifier="RESPONSE" max-choices="0"><qti-simple-choice identifier="A">甲</qti-simple-choice><qti-simple-choice identifier="B">乙</qti-simple-choice></qti-choice-interaction>',
      {
        cardinality: 'multiple',
        type: 'identifier',
        correct: ['A'],
        inner:
          '<qti-mapping default-value="0"><qti-map-entry map-key="A" mapped-value="2"/><qti-map-entry map-key="B" mapped-value="-3"/></qti-mapping>',
      },
      '<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml"/>',
    );
    const { item } = open(document);
    if (!item) throw new Error('no item');
    expect(scoreQuestion(item, ['RESPONSE=A'], 1, silent()).share).toBe(1);
    expect(scoreQuestion(item, ['RESPONSE=A', 'RESPONSE=B'], 1, silent())).toMatchObject({
      share: 0,
      score: -1,
    });
  });
});

describe('a document that may not enter the bank', () => {
  it('is told by its first fault', () => {
    const codes = (document: string, media: readonly string[] = []) =>
      open(document, media).errors.map(({ code }) => code);
    expect(codes('<p>no question</p>')).toEqual(['not_qti']);
    expect(codes('<!DOCTYPE x><x/>')).toEqual(['xml_dtd']);
    expect(codes(questionFixtures[0]?.document ?? '')).toEqual(['question_media_missing']);
    expect(
      codes(
        questionDocument('<p>只有文字。</p>', { cardinality: 'single', type: 'identifier' }).replace(
          '<p>只有文字。</p>',
          '<qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-simple-choice identifier="A">甲</qti-simple-choice></qti-choice-interaction>',
        ),
      ),
    ).toContain('question_unscored');
  });

  it('may be a written answer without a rule, or a question that answers back, which only no paper takes', () => {
    expect(open(writtenFixture)).toMatchObject({ errors: [], reading: { interaction: 'written' } });
    const adaptive = (questionFixtures[1]?.document ?? '').replace('adaptive="false"', 'adaptive="true"');
    expect(open(adaptive).reading).toMatchObject({ interaction: 'adaptive' });
  });
});
