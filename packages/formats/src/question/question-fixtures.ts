// One question document of every kind of interaction, true to the trade, for tests of whoever reads, shows or scores them.
const xmlns = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0';
const template = (name: string) =>
  `<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/${name}.xml"/>`;

interface Declared {
  readonly id?: string;
  readonly cardinality: 'single' | 'multiple' | 'ordered';
  readonly type: string;
  readonly correct?: readonly string[];
  readonly inner?: string;
}

function declare({ id = 'RESPONSE', cardinality, type, correct = [], inner = '' }: Declared): string {
  const values = correct.map((value) => `<qti-value>${value}</qti-value>`).join('');
  const key = values === '' ? '' : `<qti-correct-response>${values}</qti-correct-response>`;
  return `<qti-response-declaration identifier="${id}" cardinality="${cardinality}" base-type="${type}">${key}${inner}</qti-response-declaration>`;
}

/** A document around a body; one response and the template `match_correct` unless told otherwise. */
export function questionDocument(
  body: string,
  declared: Declared | readonly Declared[],
  processing: string = template('match_correct'),
  attributes = '',
): string {
  const all = Array.isArray(declared) ? (declared as readonly Declared[]) : [declared as Declared];
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n` +
    `<qti-assessment-item xmlns="${xmlns}" identifier="q" title="试题" adaptive="false" time-dependent="false"${attributes}>` +
    `${all.map(declare).join('')}<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>` +
    `<qti-item-body>${body}</qti-item-body>${processing}</qti-assessment-item>`
  );
}

const picture =
  '<object data="media/cellar.png" type="image/png" width="400" height="300">酒窖平面图</object>';

export interface QuestionFixture {
  readonly kind: string;
  readonly interaction: string;
  readonly document: string;
  /** Addresses of its files. */
  readonly media: readonly string[];
  /** Lines that score all, and lines that score nothing. */
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

/** One of every kind that a rule scores. */
export const questionFixtures: readonly QuestionFixture[] = [
  {
    kind: 'choice',
    interaction: 'single',
    document: questionDocument(
      '<p>图中标出的酒杯是<img src="media/glass.png" alt="郁金香形酒杯"/></p><qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="1"><qti-prompt>它适合品评哪一种酒？</qti-prompt><qti-simple-choice identifier="baijiu">白酒</qti-simple-choice><qti-simple-choice identifier="beer">啤酒</qti-simple-choice><qti-simple-choice identifier="huangjiu">黄酒</qti-simple-choice><qti-simple-choice identifier="other" fixed="true">其他</qti-simple-choice></qti-choice-interaction>',
      { cardinality: 'single', type: 'identifier', correct: ['baijiu'] },
    ),
    media: ['media/glass.png'],
    right: ['RESPONSE=baijiu'],
    wrong: ['RESPONSE=beer'],
  },
  {
    kind: 'multiple choice',
    interaction: 'multiple',
    document: questionDocument(
      '<qti-choice-interaction response-identifier="RESPONSE" max-choices="0"><qti-prompt>下列属于浓香型白酒典型风格描述的有</qti-prompt><qti-simple-choice identifier="A">窖香浓郁</qti-simple-choice><qti-simple-choice identifier="B">绵甜爽净</qti-simple-choice><qti-simple-choice identifier="C">蜜香清雅</qti-simple-choice><qti-simple-choice identifier="D">香味协调</qti-simple-choice></qti-choice-interaction>',
      { cardinality: 'multiple', type: 'identifier', correct: ['A', 'B', 'D'] },
    ),
    media: [],
    right: ['RESPONSE=A', 'RESPONSE=B', 'RESPONSE=D'],
    wrong: ['RESPONSE=A', 'RESPONSE=C'],
  },
  {
    kind: 'text-entry',
    interaction: 'blank',
    document: questionDocument(
      '<p>白酒感官品评时，酒样温度一般控制在 <qti-text-entry-interaction response-identifier="LOW" expected-length="3"/> ℃ 至 25 ℃，样品编号采用 <qti-text-entry-interaction response-identifier="CODE" expected-length="6"/> 编号。</p>',
      [
        {
          id: 'LOW',
          cardinality: 'single',
          type: 'integer',
          correct: ['20'],
          inner:
            '<qti-mapping default-value="0"><qti-map-entry map-key="20" mapped-value="1"/></qti-mapping>',
        },
        {
          id: 'CODE',
          cardinality: 'single',
          type: 'string',
          correct: ['随机'],
          inner:
            '<qti-mapping default-value="0"><qti-map-entry map-key="随机" mapped-value="1"/><qti-map-entry map-key="随机数" mapped-value="1"/></qti-mapping>',
        },
      ],
      '<qti-response-processing><qti-set-outcome-value identifier="SCORE"><qti-sum><qti-map-response identifier="LOW"/><qti-map-response identifier="CODE"/></qti-sum></qti-set-outcome-value></qti-response-processing>',
    ),
    media: [],
    right: ['LOW=20', 'CODE=随机'],
    wrong: ['LOW=5', 'CODE=顺序'],
  },
  {
    kind: 'inline-choice',
    interaction: 'blank',
    document: questionDocument(
      '<p>品评顺序应先观<qti-inline-choice-interaction response-identifier="RESPONSE"><qti-inline-choice identifier="colour">色</qti-inline-choice><qti-inline-choice identifier="taste">味</qti-inline-choice></qti-inline-choice-interaction>，再闻香。</p>',
      { cardinality: 'single', type: 'identifier', correct: ['colour'] },
    ),
    media: [],
    right: ['RESPONSE=colour'],
    wrong: ['RESPONSE=taste'],
  },
  {
    kind: 'gap-match',
    interaction: 'blank',
    document: questionDocument(
      '<qti-gap-match-interaction response-identifier="RESPONSE"><qti-prompt>把词语填入空处。</qti-prompt><qti-gap-text identifier="nose" match-max="1">闻香</qti-gap-text><qti-gap-text identifier="taste" match-max="1">尝味</qti-gap-text><qti-gap-text identifier="shake" match-max="1">加热</qti-gap-text><p>观色之后先<qti-gap identifier="g1"/>，再<qti-gap identifier="g2"/>。</p></qti-gap-match-interaction>',
      { cardinality: 'multiple', type: 'directedPair', correct: ['nose g1', 'taste g2'] },
    ),
    media: [],
    right: ['RESPONSE=nose g1', 'RESPONSE=taste g2'],
    wrong: ['RESPONSE=taste g1'],
  },
  {
    kind: 'match',
    interaction: 'matching',
    document: questionDocument(
      '<qti-match-interaction response-identifier="RESPONSE" max-associations="3"><qti-prompt>把香型与代表性工艺特点配对。</qti-prompt><qti-simple-match-set><qti-simple-associable-choice identifier="strong" match-max="1">浓香型</qti-simple-associable-choice><qti-simple-associable-choice identifier="light" match-max="1">清香型</qti-simple-associable-choice><qti-simple-associable-choice identifier="sauce" match-max="1">酱香型</qti-simple-associable-choice></qti-simple-match-set><qti-simple-match-set><qti-simple-associable-choice identifier="pit" match-max="1">泥窖发酵</qti-simple-associable-choice><qti-simple-associable-choice identifier="jar" match-max="1">地缸发酵</qti-simple-associable-choice><qti-simple-associable-choice identifier="heap" match-max="1">高温堆积</qti-simple-associable-choice></qti-simple-match-set></qti-match-interaction>',
      {
        cardinality: 'multiple',
        type: 'directedPair',
        correct: ['strong pit', 'light jar', 'sauce heap'],
        inner:
          '<qti-mapping default-value="0"><qti-map-entry map-key="strong pit" mapped-value="1"/><qti-map-entry map-key="light jar" mapped-value="1"/><qti-map-entry map-key="sauce heap" mapped-value="1"/></qti-mapping>',
      },
      template('map_response'),
    ),
    media: [],
    right: ['RESPONSE=strong pit', 'RESPONSE=light jar', 'RESPONSE=sauce heap'],
    wrong: ['RESPONSE=strong jar'],
  },
  {
    kind: 'associate',
    interaction: 'matching',
    document: questionDocument(
      '<qti-associate-interaction response-identifier="RESPONSE" max-associations="2"><qti-prompt>把同一类设备配成对。</qti-prompt><qti-simple-associable-choice identifier="a" match-max="1">甑桶</qti-simple-associable-choice><qti-simple-associable-choice identifier="b" match-max="1">冷凝器</qti-simple-associable-choice><qti-simple-associable-choice identifier="c" match-max="1">酒精计</qti-simple-associable-choice><qti-simple-associable-choice identifier="d" match-max="1">温度计</qti-simple-associable-choice></qti-associate-interaction>',
      { cardinality: 'multiple', type: 'pair', correct: ['a b', 'c d'] },
    ),
    media: [],
    right: ['RESPONSE=b a', 'RESPONSE=c d'],
    wrong: ['RESPONSE=a c'],
  },
  {
    kind: 'order',
    interaction: 'ordering',
    document: questionDocument(
      '<qti-order-interaction response-identifier="RESPONSE" shuffle="true"><qti-prompt>按操作先后排列。</qti-prompt><qti-simple-choice identifier="look">观色</qti-simple-choice><qti-simple-choice identifier="smell">闻香</qti-simple-choice><qti-simple-choice identifier="sip">尝味</qti-simple-choice></qti-order-interaction>',
      { cardinality: 'ordered', type: 'identifier', correct: ['look', 'smell', 'sip'] },
    ),
    media: [],
    right: ['RESPONSE=look', 'RESPONSE=smell', 'RESPONSE=sip'],
    wrong: ['RESPONSE=sip', 'RESPONSE=smell', 'RESPONSE=look'],
  },
  {
    kind: 'hotspot',
    interaction: 'graphic',
    document: questionDocument(
      `<qti-hotspot-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>指出样品恒温区。</qti-prompt>${picture}<qti-hotspot-choice identifier="a" shape="rect" coords="10,10,120,90" hotspot-label="左上区"/><qti-hotspot-choice identifier="b" shape="circle" coords="300,150,60" hotspot-label="右侧圆区"/></qti-hotspot-interaction>`,
      { cardinality: 'single', type: 'identifier', correct: ['b'] },
    ),
    media: ['media/cellar.png'],
    right: ['RESPONSE=b'],
    wrong: ['RESPONSE=a'],
  },
  {
    kind: 'select-point',
    interaction: 'graphic',
    document: questionDocument(
      `<qti-select-point-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>点出出酒口。</qti-prompt>${picture}</qti-select-point-interaction>`,
      {
        cardinality: 'single',
        type: 'point',
        correct: ['200 100'],
        inner:
          '<qti-area-mapping default-value="0"><qti-area-map-entry shape="circle" coords="200,100,20" mapped-value="1"/></qti-area-mapping>',
      },
      template('map_response_point'),
    ),
    media: ['media/cellar.png'],
    right: ['RESPONSE=205 103'],
    wrong: ['RESPONSE=10 10'],
  },
  {
    kind: 'graphic-order',
    interaction: 'graphic',
    document: questionDocument(
      `<qti-graphic-order-interaction response-identifier="RESPONSE"><qti-prompt>按酒液流向排列。</qti-prompt>${picture}<qti-hotspot-choice identifier="a" shape="circle" coords="50,50,20"/><qti-hotspot-choice identifier="b" shape="circle" coords="200,50,20"/><qti-hotspot-choice identifier="c" shape="circle" coords="350,50,20"/></qti-graphic-order-interaction>`,
      { cardinality: 'ordered', type: 'identifier', correct: ['a', 'b', 'c'] },
    ),
    media: ['media/cellar.png'],
    right: ['RESPONSE=a', 'RESPONSE=b', 'RESPONSE=c'],
    wrong: ['RESPONSE=c', 'RESPONSE=b', 'RESPONSE=a'],
  },
  {
    kind: 'graphic-associate',
    interaction: 'graphic',
    document: questionDocument(
      `<qti-graphic-associate-interaction response-identifier="RESPONSE" max-associations="1"><qti-prompt>连出管路。</qti-prompt>${picture}<qti-associable-hotspot identifier="a" shape="circle" coords="50,50,20" match-max="1"/><qti-associable-hotspot identifier="b" shape="circle" coords="200,50,20" match-max="1"/><qti-associable-hotspot identifier="c" shape="circle" coords="350,50,20" match-max="1"/></qti-graphic-associate-interaction>`,
      { cardinality: 'multiple', type: 'pair', correct: ['a c'] },
    ),
    media: ['media/cellar.png'],
    right: ['RESPONSE=c a'],
    wrong: ['RESPONSE=a b'],
  },
  {
    kind: 'graphic-gap-match',
    interaction: 'graphic',
    document: questionDocument(
      `<qti-graphic-gap-match-interaction response-identifier="RESPONSE"><qti-prompt>给部位贴上名称。</qti-prompt>${picture}<qti-gap-text identifier="still" match-max="1">甑桶</qti-gap-text><qti-gap-img identifier="cooler" match-max="1"><img src="media/label.png" alt="冷凝器" width="60" height="20"/></qti-gap-img><qti-associable-hotspot identifier="h1" shape="rect" coords="10,10,110,60" match-max="1"/><qti-associable-hotspot identifier="h2" shape="rect" coords="200,10,300,60" match-max="1"/></qti-graphic-gap-match-interaction>`,
      { cardinality: 'multiple', type: 'directedPair', correct: ['still h1', 'cooler h2'] },
    ),
    media: ['media/cellar.png', 'media/label.png'],
    right: ['RESPONSE=still h1', 'RESPONSE=cooler h2'],
    wrong: ['RESPONSE=still h2'],
  },
  {
    kind: 'position-object',
    interaction: 'graphic',
    document: questionDocument(
      `<qti-position-object-stage>${picture}<qti-position-object-interaction response-identifier="RESPONSE" max-choices="1"><object data="media/label.png" type="image/png" width="60" height="20">标签</object></qti-position-object-interaction></qti-position-object-stage>`,
      {
        cardinality: 'single',
        type: 'point',
        correct: ['60 60'],
        inner:
          '<qti-area-mapping default-value="0"><qti-area-map-entry shape="rect" coords="40,40,90,90" mapped-value="1"/></qti-area-mapping>',
      },
      template('map_response_point'),
    ),
    media: ['media/cellar.png', 'media/label.png'],
    right: ['RESPONSE=61 59'],
    wrong: ['RESPONSE=300 200'],
  },
  {
    kind: 'slider',
    interaction: 'blank',
    document: questionDocument(
      '<qti-slider-interaction response-identifier="RESPONSE" lower-bound="0" upper-bound="70" step="1"><qti-prompt>把指针调到 52 %vol。</qti-prompt></qti-slider-interaction>',
      { cardinality: 'single', type: 'integer', correct: ['52'] },
    ),
    media: [],
    right: ['RESPONSE=52'],
    wrong: ['RESPONSE=38'],
  },
  {
    kind: 'hottext',
    interaction: 'composite',
    document: questionDocument(
      '<qti-hottext-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>找出有误的说法。</qti-prompt><p>品评前<qti-hottext identifier="a">不应吸烟</qti-hottext>，品评时<qti-hottext identifier="b">可以涂抹香水</qti-hottext>。</p></qti-hottext-interaction>',
      { cardinality: 'single', type: 'identifier', correct: ['b'] },
    ),
    media: [],
    right: ['RESPONSE=b'],
    wrong: ['RESPONSE=a'],
  },
  {
    kind: 'media and choice',
    interaction: 'single',
    document: questionDocument(
      '<qti-media-interaction response-identifier="PLAYS" min-plays="0" max-plays="2" autostart="false"><qti-prompt>听录音。</qti-prompt><audio src="media/bubble.mp3"/></qti-media-interaction><qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>录音中的声音来自哪一道工序？</qti-prompt><qti-simple-choice identifier="A">蒸馏</qti-simple-choice><qti-simple-choice identifier="B">灌装</qti-simple-choice></qti-choice-interaction>',
      [
        { id: 'PLAYS', cardinality: 'single', type: 'integer' },
        { cardinality: 'single', type: 'identifier', correct: ['A'] },
      ],
    ),
    media: ['media/bubble.mp3'],
    right: ['PLAYS=1', 'RESPONSE=A'],
    wrong: ['PLAYS=2', 'RESPONSE=B'],
  },
];

/** A written answer, which a person marks: it may be kept, not put into a paper. */
export const writtenFixture = questionDocument(
  '<qti-extended-text-interaction response-identifier="RESPONSE" expected-lines="6"><qti-prompt>简述盲评的目的。</qti-prompt></qti-extended-text-interaction>',
  { cardinality: 'single', type: 'string' },
  '',
);
