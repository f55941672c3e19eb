// Ready QTI 3.0 documents to begin from, one for each type that has no form. Every one is sound as it stands once its picture
// or recording is uploaded under the name it has here.

const head = (title: string, more = '') => `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="item" title="${title}" adaptive="${more === 'adaptive' ? 'true' : 'false'}" time-dependent="false" xml:lang="zh-CN">`;

const score = `  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">
    <qti-default-value><qti-value>0</qti-value></qti-default-value>
  </qti-outcome-declaration>`;

const declare = (cardinality: string, type: string, values: readonly string[], more = '', id = 'RESPONSE') =>
  `  <qti-response-declaration identifier="${id}" cardinality="${cardinality}" base-type="${type}">
    <qti-correct-response>${values.map((value) => `<qti-value>${value}</qti-value>`).join('')}</qti-correct-response>${more}
  </qti-response-declaration>`;

const mapped = (entries: readonly (readonly [string, number])[], upper: number) => `
    <qti-mapping default-value="0" lower-bound="0" upper-bound="${String(upper)}">
${entries.map(([key, value]) => `      <qti-map-entry map-key="${key}" mapped-value="${String(value)}"/>`).join('\n')}
    </qti-mapping>`;

const processing = (template: 'match_correct' | 'map_response' | 'map_response_point') =>
  `  <qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/${template}.xml"/>`;

const document = (title: string, parts: readonly string[]) =>
  `${head(title)}\n${parts.join('\n')}\n</qti-assessment-item>\n`;

const body = (inner: string) => `  <qti-item-body>\n${inner}\n  </qti-item-body>`;

/** Where the answer of a choice would stand in its stem. */
const gap = '（\u3000\u3000）';

const picture = '<img src="图.png" alt="请写出图片内容" width="600" height="400"/>';

const hotspot = document('图上选区', [
  '  <!-- coords：rect 依次为左、上、右、下；circle 为圆心的横、纵坐标和半径；poly 为各顶点。各数以半角逗号隔开，单位是图片的像素。 -->',
  declare('single', 'identifier', ['B']),
  score,
  body(`    <qti-hotspot-interaction response-identifier="RESPONSE" max-choices="1">
      <qti-prompt>请在图上选出急停按钮。</qti-prompt>
      ${picture}
      <qti-hotspot-choice identifier="A" shape="rect" coords="20,20,160,120" hotspot-label="左上按钮"/>
      <qti-hotspot-choice identifier="B" shape="circle" coords="300,200,60" hotspot-label="中央按钮"/>
      <qti-hotspot-choice identifier="C" shape="rect" coords="420,260,580,380" hotspot-label="右下按钮"/>
    </qti-hotspot-interaction>`),
  processing('match_correct'),
]);

const selectPoint = document('图上点位', [
  '  <!-- 点在 area-map-entry 的区域内得分。 -->',
  declare(
    'single',
    'point',
    ['300 200'],
    `
    <qti-area-mapping default-value="0">
      <qti-area-map-entry shape="circle" coords="300,200,40" mapped-value="1"/>
    </qti-area-mapping>`,
  ),
  score,
  body(`    <qti-select-point-interaction response-identifier="RESPONSE" max-choices="1">
      <qti-prompt>请在图上点出测量点。</qti-prompt>
      ${picture}
    </qti-select-point-interaction>`),
  processing('map_response_point'),
]);

const graphicGapMatch = document('拖到图上', [
  declare(
    'multiple',
    'directedPair',
    ['W1 H1', 'W2 H2'],
    mapped(
      [
        ['W1 H1', 1],
        ['W2 H2', 1],
      ],
      2,
    ),
  ),
  score,
  body(`    <qti-graphic-gap-match-interaction response-identifier="RESPONSE">
      <qti-prompt>请把部件名称拖到图上相应的位置。</qti-prompt>
      ${picture}
      <qti-gap-text identifier="W1" match-max="1">主轴</qti-gap-text>
      <qti-gap-text identifier="W2" match-max="1">尾座</qti-gap-text>
      <qti-gap-text identifier="W3" match-max="1">刀架</qti-gap-text>
      <qti-associable-hotspot identifier="H1" shape="rect" coords="20,20,200,120" match-max="1" hotspot-label="一号位置"/>
      <qti-associable-hotspot identifier="H2" shape="rect" coords="400,260,580,380" match-max="1" hotspot-label="二号位置"/>
    </qti-graphic-gap-match-interaction>`),
  processing('map_response'),
]);

const graphicOrder = document('图上排序', [
  declare('ordered', 'identifier', ['B', 'A', 'C']),
  score,
  body(`    <qti-graphic-order-interaction response-identifier="RESPONSE">
      <qti-prompt>请按开机顺序依次点选。</qti-prompt>
      ${picture}
      <qti-hotspot-choice identifier="A" shape="circle" coords="100,100,40" hotspot-label="液压"/>
      <qti-hotspot-choice identifier="B" shape="circle" coords="300,200,40" hotspot-label="总电源"/>
      <qti-hotspot-choice identifier="C" shape="circle" coords="500,300,40" hotspot-label="主轴"/>
    </qti-graphic-order-interaction>`),
  processing('match_correct'),
]);

const graphicAssociate = document('图上连线', [
  declare(
    'multiple',
    'pair',
    ['A B', 'C D'],
    mapped(
      [
        ['A B', 1],
        ['C D', 1],
      ],
      2,
    ),
  ),
  score,
  body(`    <qti-graphic-associate-interaction response-identifier="RESPONSE" max-associations="2">
      <qti-prompt>请把应当连接的接线端连起来。</qti-prompt>
      ${picture}
      <qti-associable-hotspot identifier="A" shape="circle" coords="100,100,25" match-max="1" hotspot-label="端子一"/>
      <qti-associable-hotspot identifier="B" shape="circle" coords="500,100,25" match-max="1" hotspot-label="端子二"/>
      <qti-associable-hotspot identifier="C" shape="circle" coords="100,300,25" match-max="1" hotspot-label="端子三"/>
      <qti-associable-hotspot identifier="D" shape="circle" coords="500,300,25" match-max="1" hotspot-label="端子四"/>
    </qti-graphic-associate-interaction>`),
  processing('map_response'),
]);

const positionObject = document('图上放置', [
  '  <!-- 第一张图是底图，交互中的小图是要放上去的物件。 -->',
  declare(
    'single',
    'point',
    ['300 200'],
    `
    <qti-area-mapping default-value="0">
      <qti-area-map-entry shape="circle" coords="300,200,50" mapped-value="1"/>
    </qti-area-mapping>`,
  ),
  score,
  body(`    <qti-position-object-stage>
      ${picture}
      <qti-position-object-interaction response-identifier="RESPONSE" max-choices="1">
        <img src="物件.png" alt="灭火器" width="40" height="40"/>
      </qti-position-object-interaction>
    </qti-position-object-stage>`),
  processing('map_response_point'),
]);

const hottext = document('文中选词', [
  declare('multiple', 'identifier', ['B']),
  score,
  body(`    <qti-hottext-interaction response-identifier="RESPONSE" max-choices="0">
      <qti-prompt>下面的操作记录有一处不符合规程，请选出。</qti-prompt>
      <p>开机前<qti-hottext identifier="A">检查油位</qti-hottext>，<qti-hottext identifier="B">带手套操作旋转部件</qti-hottext>，停机后<qti-hottext identifier="C">切断电源</qti-hottext>。</p>
    </qti-hottext-interaction>`),
  processing('match_correct'),
]);

const gapMatch = document('拖入空格', [
  declare(
    'multiple',
    'directedPair',
    ['W1 G1', 'W2 G2'],
    mapped(
      [
        ['W1 G1', 1],
        ['W2 G2', 1],
      ],
      2,
    ),
  ),
  score,
  body(`    <qti-gap-match-interaction response-identifier="RESPONSE" shuffle="true">
      <qti-prompt>请把词语拖到空格里。</qti-prompt>
      <qti-gap-text identifier="W1" match-max="1">停电</qti-gap-text>
      <qti-gap-text identifier="W2" match-max="1">验电</qti-gap-text>
      <qti-gap-text identifier="W3" match-max="1">送电</qti-gap-text>
      <p>检修前应先<qti-gap identifier="G1"/>，再<qti-gap identifier="G2"/>，然后挂接地线。</p>
    </qti-gap-match-interaction>`),
  processing('map_response'),
]);

const associate = document('连线', [
  declare(
    'multiple',
    'pair',
    ['A D', 'B C'],
    mapped(
      [
        ['A D', 1],
        ['B C', 1],
      ],
      2,
    ),
  ),
  score,
  body(`    <qti-associate-interaction response-identifier="RESPONSE" max-associations="2" shuffle="true">
      <qti-prompt>请把含义相同的两项连起来。</qti-prompt>
      <qti-simple-associable-choice identifier="A" match-max="1">红色</qti-simple-associable-choice>
      <qti-simple-associable-choice identifier="B" match-max="1">蓝色</qti-simple-associable-choice>
      <qti-simple-associable-choice identifier="C" match-max="1">指令</qti-simple-associable-choice>
      <qti-simple-associable-choice identifier="D" match-max="1">禁止</qti-simple-associable-choice>
    </qti-associate-interaction>`),
  processing('map_response'),
]);

const slider = document('滑动取值', [
  declare('single', 'integer', ['36']),
  score,
  body(`    <qti-slider-interaction response-identifier="RESPONSE" lower-bound="0" upper-bound="220" step="1" orientation="horizontal">
      <qti-prompt>潮湿环境中安全电压的上限是多少伏？</qti-prompt>
    </qti-slider-interaction>`),
  processing('match_correct'),
]);

/** Adds a point to SCORE where a response is the correct one. */
const addWhereCorrect = (id: string) => `    <qti-response-condition>
      <qti-response-if>
        <qti-match><qti-variable identifier="${id}"/><qti-correct identifier="${id}"/></qti-match>
        <qti-set-outcome-value identifier="SCORE">
          <qti-sum><qti-variable identifier="SCORE"/><qti-base-value base-type="float">1</qti-base-value></qti-sum>
        </qti-set-outcome-value>
      </qti-response-if>
    </qti-response-condition>`;

const composite = document('综合题', [
  declare('single', 'identifier', ['B'], '', 'RESPONSE_1'),
  declare('multiple', 'identifier', ['A', 'C'], '', 'RESPONSE_2'),
  score,
  body(`    <div>
      <p>某车间在检修中发生触电事故：操作人员未验电即开始作业，现场无监护人。</p>
    </div>
    <qti-choice-interaction response-identifier="RESPONSE_1" max-choices="1">
      <qti-prompt>一、事故的直接原因是${gap}。</qti-prompt>
      <qti-simple-choice identifier="A">设备老化</qti-simple-choice>
      <qti-simple-choice identifier="B">未验电即作业</qti-simple-choice>
      <qti-simple-choice identifier="C">环境潮湿</qti-simple-choice>
      <qti-simple-choice identifier="D">照明不足</qti-simple-choice>
    </qti-choice-interaction>
    <qti-choice-interaction response-identifier="RESPONSE_2" max-choices="0">
      <qti-prompt>二、应采取的措施有${gap}。</qti-prompt>
      <qti-simple-choice identifier="A">作业前验电</qti-simple-choice>
      <qti-simple-choice identifier="B">提高电压</qti-simple-choice>
      <qti-simple-choice identifier="C">设专人监护</qti-simple-choice>
      <qti-simple-choice identifier="D">缩短工期</qti-simple-choice>
    </qti-choice-interaction>`),
  `  <qti-response-processing>\n${addWhereCorrect('RESPONSE_1')}\n${addWhereCorrect('RESPONSE_2')}\n  </qti-response-processing>`,
]);

const partial = document('部分得分', [
  '  <!-- 每个正确项得 1 分，每个错误项扣 1 分，最低 0 分。 -->',
  declare(
    'multiple',
    'identifier',
    ['A', 'C'],
    mapped(
      [
        ['A', 1],
        ['B', -1],
        ['C', 1],
        ['D', -1],
      ],
      2,
    ),
  ),
  score,
  body(`    <qti-choice-interaction response-identifier="RESPONSE" max-choices="0" shuffle="true">
      <qti-prompt>以下属于个人防护用品的有${gap}。</qti-prompt>
      <qti-simple-choice identifier="A">安全帽</qti-simple-choice>
      <qti-simple-choice identifier="B">灭火器</qti-simple-choice>
      <qti-simple-choice identifier="C">绝缘手套</qti-simple-choice>
      <qti-simple-choice identifier="D">警示牌</qti-simple-choice>
    </qti-choice-interaction>`),
  processing('map_response'),
]);

const random = document('随机数值计算', [
  '  <!-- 每个考生的电压和电阻不同，正确答案随之计算。 -->',
  '  <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="float"/>',
  score,
  `  <qti-template-declaration identifier="U" cardinality="single" base-type="integer"/>
  <qti-template-declaration identifier="R" cardinality="single" base-type="integer"/>
  <qti-template-processing>
    <qti-set-template-value identifier="U"><qti-random-integer min="12" max="36" step="4"/></qti-set-template-value>
    <qti-set-template-value identifier="R"><qti-random-integer min="2" max="4"/></qti-set-template-value>
    <qti-set-correct-response identifier="RESPONSE">
      <qti-divide><qti-variable identifier="U"/><qti-variable identifier="R"/></qti-divide>
    </qti-set-correct-response>
  </qti-template-processing>`,
  body(
    `    <p>电压为 <qti-printed-variable identifier="U"/> 伏，电阻为 <qti-printed-variable identifier="R"/> 欧，电流是 <qti-text-entry-interaction response-identifier="RESPONSE" expected-length="6"/> 安（保留两位小数）。</p>`,
  ),
  `  <qti-response-processing>
    <qti-response-condition>
      <qti-response-if>
        <qti-equal tolerance-mode="absolute" tolerance="0.01 0.01"><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-equal>
        <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value>
      </qti-response-if>
    </qti-response-condition>
  </qti-response-processing>`,
]);

const media = document('听录音选择', [
  declare('single', 'identifier', ['A']),
  '  <qti-response-declaration identifier="PLAYS" cardinality="single" base-type="integer"/>',
  score,
  body(`    <qti-media-interaction response-identifier="PLAYS" autostart="false" max-plays="2" min-plays="0">
      <audio controls="true" src="录音.mp3" aria-label="机器运转声"></audio>
    </qti-media-interaction>
    <qti-choice-interaction response-identifier="RESPONSE" max-choices="1">
      <qti-prompt>听录音，判断机器的状态。</qti-prompt>
      <qti-simple-choice identifier="A">轴承磨损</qti-simple-choice>
      <qti-simple-choice identifier="B">运转正常</qti-simple-choice>
      <qti-simple-choice identifier="C">皮带打滑</qti-simple-choice>
      <qti-simple-choice identifier="D">缺少润滑</qti-simple-choice>
    </qti-choice-interaction>`),
  processing('match_correct'),
]);

const adaptive = `${head('互动题', 'adaptive')}
  <!-- 第一次答错给提示，再答对得一半的分。互动题用于练习，不能进入由系统判分的试卷。 -->
${declare('single', 'identifier', ['B'])}
${score}
  <qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/>
${body(`    <qti-choice-interaction response-identifier="RESPONSE" max-choices="1">
      <qti-prompt>发现有人触电，首先应${gap}。</qti-prompt>
      <qti-simple-choice identifier="A">拉开触电者</qti-simple-choice>
      <qti-simple-choice identifier="B">切断电源</qti-simple-choice>
      <qti-simple-choice identifier="C">拨打电话</qti-simple-choice>
      <qti-simple-choice identifier="D">做人工呼吸</qti-simple-choice>
    </qti-choice-interaction>
    <qti-feedback-block outcome-identifier="FEEDBACK" identifier="HINT" show-hide="show">
      <qti-content-body><p>提示：先保护自己不触电。</p></qti-content-body>
    </qti-feedback-block>`)}
  <qti-response-processing>
    <qti-response-condition>
      <qti-response-if>
        <qti-match><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-match>
        <qti-response-condition>
          <qti-response-if>
            <qti-is-null><qti-variable identifier="FEEDBACK"/></qti-is-null>
            <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value>
          </qti-response-if>
          <qti-response-else>
            <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">0.5</qti-base-value></qti-set-outcome-value>
          </qti-response-else>
        </qti-response-condition>
        <qti-set-outcome-value identifier="completionStatus"><qti-base-value base-type="identifier">completed</qti-base-value></qti-set-outcome-value>
      </qti-response-if>
      <qti-response-else>
        <qti-set-outcome-value identifier="FEEDBACK"><qti-base-value base-type="identifier">HINT</qti-base-value></qti-set-outcome-value>
      </qti-response-else>
    </qti-response-condition>
  </qti-response-processing>
</qti-assessment-item>
`;

/** The documents by what a candidate does. */
export const sourceTemplates = {
  hotspot,
  selectPoint,
  graphicGapMatch,
  graphicOrder,
  graphicAssociate,
  positionObject,
  hottext,
  gapMatch,
  associate,
  slider,
  composite,
  partial,
  random,
  media,
  adaptive,
} as const;

export type TemplateName = keyof typeof sourceTemplates;
