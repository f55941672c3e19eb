// Wordings that say the same in the language of Chinese exams and read equally well. Each place where one stands is a site of
// a canary (see canary.ts). The table is short on purpose: a wording is in it only with the neighbours that make it safe, since
// 应 is also in 供应 and 适应, 可 in 许可, 把 in 一把, and 下列 in 如下列表. Nothing inside quotation marks or 《…》 is a site: a
// quotation is not ours to word.

export interface Wording {
  /** What may stand there; all mean the same. */
  readonly forms: readonly string[];
  /** Finds one of the forms where another may take its place. */
  readonly find: RegExp;
}

/** The beginning of a clause. */
const clause = '(?<=^|[，。；：！？\\n])';
/** Words that a duty goes on with after 应, 须, 需 or 必须. */
const duty = [
  '(?:核查|检查|核对|查明|查看|重点|选(?!手)|最先|优先|先|首先|如实|尽可能|尽量|尽快|立即|及时|保持|保存|保证|确保',
  '控制|分别|不少于|不低于|不大于|不高于|不超过|高于|低于|大于|小于|使|重新|定期|密封|做到|判为|判定|将|把|直接|加入|加水',
  '按|由|在|以(?!及)|从|与|向|根据|依据|采用|采取|使用|停止|切断|避免|防止|符合|包括|佩戴|穿戴|穿着|选择|注意|遵守|具有|具备',
  '进行|设置|设立|建立|记录|贮存|储存|放置|存放|置于|清洗|清洁|消毒|安排|要求|制定|说明|告知|明确|提高|降低|缩小|调整|分层',
  '待|送|经|一次|全部|同时|为(?!了)|能(?!力)|（)',
].join('|');
/** Words that a permission goes on with after 可 or 可以. */
const permission =
  '(?:采取|采用|使用|通过|选用|选择|按|由|在|从|用(?!户|途|量)|分为|分成|直接|要求|根据|将|把|作为|提高|降低|减少|增加|进行|申请|嗅到|加入|先|再|（)';
const number = '(?:为?（|\\s?[\\d一二三四五六七八九十半])';

export const wordings: readonly Wording[] = [
  {
    forms: ['下列', '以下'],
    find: /(?<=^|[，。；：、？！（\s]|[对在从按将把有是于合当由用除])(?:下列(?!车|队|表|举)|以下(?!简称|[称同略文均即为是的，。；、）]))/gu,
  },
  {
    forms: ['关于', '有关'],
    find: new RegExp(`(?:${clause}|(?<=下列|以下))(?:关于|有关(?!部门|机关|单位|人员|方面))`, 'gu'),
  },
  {
    forms: ['说法', '叙述', '表述'],
    find: /(?<=(?:下列|以下)|(?:关于|有关)[^，。；“]{1,24}的)(?:说法|叙述|表述)(?=中|，?(?:正确|错误|不正确|符合|不符合|最恰当))/gu,
  },
  { forms: ['哪一项', '哪项'], find: /哪一?项/gu },
  { forms: ['应当', '应'], find: /(?<!理)应当(?!知道)(?![地时日年月天前今事场中选作做])/gu },
  {
    forms: ['应', '应当'],
    find: new RegExp(`(?<![适反供效感响呼答相照策顺接回因报理本自一对内酬得])应(?!当)(?=${duty})`, 'gu'),
  },
  { forms: ['必须', '须'], find: /(?<![不非])必须(?!品|的|[，。；、）])/gu },
  { forms: ['须', '必须'], find: new RegExp(`(?<![必无毋务胡所只触根])须(?=${duty})`, 'gu') },
  { forms: ['可以', '可'], find: /(?<![不也])可以(?![说不免为的了吗见观，。；、）])/gu },
  {
    forms: ['可', '可以'],
    find: new RegExp(`(?<![许认不尚尤皆宁岂即适两])可(?!以|能)(?=${permission})`, 'gu'),
  },
  { forms: ['需要', '需'], find: /(?<![不的之有所按因])需要(?=[\p{Script=Han}（])(?![的说量吗])/gu },
  { forms: ['需', '需要'], find: new RegExp(`(?<![必所急供军内刚无不只按])需(?!要)(?=${duty})`, 'gu') },
  {
    forms: ['通常', '一般'],
    find: /(?<![像样如同与跟和])(?:通常|一般)(?=是|为|按|称|指|应|在|由|不|需|用(?!途)|划|选|采|调节|控制|高于|低于|会|都|认为|可|较|最|看|概括|步骤)/gu,
  },
  {
    forms: ['如果', '若'],
    find: new RegExp(`${clause}(?:如果(?![汁酒实蔬胶糖酱香园皮肉醋])|若(?![干非即隐是]))`, 'gu'),
  },
  { forms: ['由于', '因为'], find: /(?<=^|[，。；：\n]|是)(?:由于|因为)(?![，、]|此)/gu },
  {
    forms: ['根据', '依据'],
    find: new RegExp(
      `(?:${clause}|(?<=应|应当|须|可以))(?:根据|依据)(?=[\\p{Script=Han}《“])(?![是的为和与])`,
      'gu',
    ),
  },
  {
    forms: ['按', '按照'],
    find: /(?<![依可遵])按(?=《|GB|规定|标准|国家|食品|要求|程序|顺序|合同|法律|批次|预先)/gu,
  },
  { forms: ['按照', '按'], find: /(?<!遵)按照(?=[\p{Script=Han}《A-Z])/gu },
  {
    forms: ['把', '将'],
    find: /(?<=^|[，。；：\n]|[应须可]|应当|可以|应先|误)把(?![握手关控柄守门戏脉])(?=\p{Script=Han}{2})/gu,
  },
  { forms: ['为了', '为'], find: new RegExp(`${clause}为了(?!让)(?=\\p{Script=Han}{2})`, 'gu') },
  { forms: ['首先', '先'], find: /(?<=应|应当|必须)首先(?=\p{Script=Han}|（)/gu },
  { forms: ['先', '首先'], find: /(?<=应|应当|必须)先(?![行后进期验天前])(?=\p{Script=Han}|（)/gu },
  {
    forms: ['容易', '易'],
    find: /(?<!不)容易(?=引起|造成|发生|产生|导致|出现|受|被|使|与)|(?<=最|较|更|极)易(?=引起|造成|发生|产生|导致|出现|受到|被)/gu,
  },
  {
    forms: ['大约', '约'],
    find: new RegExp(`(?:大约|(?<![违签节条合新修规依公制预特契期履大简])约)(?=${number})`, 'gu'),
  },
  { forms: ['能够', '能'], find: /(?<!不)能够(?=\p{Script=Han})/gu },
  { forms: ['或者', '或'], find: /或者(?=\p{Script=Han})/gu },
  { forms: ['但是', '但'], find: new RegExp(`${clause}但是(?=\\p{Script=Han})`, 'gu') },
  { forms: ['即使', '即便'], find: new RegExp(`${clause}即[使便]`, 'gu') },
  { forms: ['无论', '不论'], find: /(?<=^|[，。；\n])(?:无论|不论)(?=是|何|在|如何|采用|怎样)/gu },
  { forms: ['立即', '立刻'], find: /立[即刻](?=\p{Script=Han})(?!性)/gu },
  {
    forms: ['不必', '无需', '无须'],
    find: /不必(?=\p{Script=Han})(?!要|然)|无需(?=\p{Script=Han})(?!求)|无须/gu,
  },
  { forms: ['尽可能', '尽量'], find: /尽可能(?=\p{Script=Han})(?![的地])|尽量(?=\p{Script=Han})(?!的)/gu },
  {
    forms: ['只', '仅'],
    find: /(?<![\d一二两三四五六七八九十几每各这那整船不仅])只(?=能|需(?!要)|限|凭|用于|适用|展示|播放|检查|考虑)/gu,
  },
  { forms: ['来说', '而言'], find: /(?<=对[^，。；]{1,20})(?:来说|而言)(?=[，。；、（]|$)/gu },
  { forms: ['以内', '之内'], find: /(?<=[\p{Script=Han}\d])[以之]内(?=\p{Script=Han}|[，。；、）])/gu },
  { forms: ['例如', '比如'], find: /[例比]如(?=\p{Script=Han}|“)/gu },
  {
    forms: ['和', '与'],
    find: /(?<=、[\p{Script=Han}]{2,8})(?<![饱中总温柔缓调亲共混谐平求唱附随之数乙醇])和(?![谐平解面合睦好弦声气服蔼会否其])(?![\p{Script=Han}]{1,6}[部局委厅院署会])(?=[\p{Script=Han}]{2})/gu,
  },
];

/** Quotations: marks that are closed, and an opening mark to the end of the text where they are not. */
const quotation =
  /“[^”]*(?:”|$)|‘[^’]*(?:’|$)|「[^」]*(?:」|$)|『[^』]*(?:』|$)|《[^》]*(?:》|$)|〈[^〉]*(?:〉|$)|"[^"]*(?:"|$)/gu;

/** One place of a text where several forms say the same. */
export interface Site {
  readonly at: number;
  readonly forms: readonly string[];
  /** The index of the form that stands there. */
  readonly stands: number;
}

/** The sites of a text from left to right; none overlaps another, none is in a quotation. */
export function findSites(text: string): readonly Site[] {
  const quoted = [...text.matchAll(quotation)].map(
    (match) => [match.index, match.index + match[0].length] as const,
  );
  const found = wordings
    .flatMap(({ forms, find }) =>
      [...text.matchAll(find)].map((match) => ({
        at: match.index,
        end: match.index + match[0].length,
        forms,
        stands: forms.indexOf(match[0]),
      })),
    )
    .filter(({ at, end, stands }) => stands >= 0 && !quoted.some(([from, to]) => at < to && from < end))
    .sort((a, b) => a.at - b.at || b.end - a.end);
  const sites: Site[] = [];
  let free = 0;
  for (const { at, end, forms, stands } of found) {
    if (at < free) continue;
    sites.push({ at, forms, stands });
    free = end;
  }
  return sites;
}

/** The text with a form chosen at each of its sites; a choice that is missing leaves what stands there. */
export function wordText(text: string, sites: readonly Site[], choices: readonly number[]): string {
  let worded = '';
  let from = 0;
  sites.forEach(({ at, forms, stands }, i) => {
    const standing = forms[stands] ?? '';
    worded += text.slice(from, at) + (forms[choices[i] ?? stands] ?? standing);
    from = at + standing.length;
  });
  return worded + text.slice(from);
}
