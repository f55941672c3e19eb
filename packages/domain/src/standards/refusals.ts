/** Refusals of occupations, standards and content specifications. */
export const standardRefusals = {
  occupation_duplicate: {
    status: 409,
    zh: '职业目录（{edition} 版）中已有职业编码 {code}。',
    en: 'Occupation {code} is already in the catalogue of {edition}.',
    do: { zh: '请核对编码和目录版本。', en: 'Check the code and the edition.' },
  },
  occupation_unknown: {
    status: 404,
    zh: '职业目录（{edition} 版）中没有职业编码 {code}。',
    en: 'The catalogue (edition {edition}) has no occupation {code}.',
    do: { zh: '请核对编码和目录版本。', en: 'Check the code and the edition.' },
  },
  occupation_code_invalid: {
    status: 422,
    zh: '职业编码格式不对，应形如 6-02-06-07。',
    en: 'An occupation code is written like 6-02-06-07.',
    do: { zh: '请核对编码。', en: 'Check the code.' },
  },
  occupation_not_assessable: {
    status: 422,
    zh: '第 {class} 大类的职业不开展职业技能等级评价。',
    en: 'Occupations of class {class} are not open to skill level assessment.',
    do: { zh: '请选择可评价大类的职业。', en: 'Choose an occupation of an assessable class.' },
  },
  class_two_blocked: {
    status: 422,
    zh: '职业 {code} 属第二大类（专业技术人员），不发五级职业技能等级证书。',
    en: 'Occupation {code} is of class 2 (professional and technical): no five-level certificate is issued for it.',
    do: {
      zh: '如国家另有规定，请先由中心发布依据。',
      en: 'If a rule opens it, the Center must publish that rule first.',
    },
  },
  level_unknown: {
    status: 422,
    zh: '没有这一技能等级：{value}。',
    en: 'There is no skill level {value}.',
    do: { zh: '请从列表中选择等级。', en: 'Choose the level from the list.' },
  },
  level_not_in_standard: {
    status: 422,
    zh: '职业标准没有设置{level}。',
    en: 'The occupation standard has no level {level}.',
    do: { zh: '请按标准设置的等级选择。', en: 'Choose a level that the standard has.' },
  },
  work_type_unknown: {
    status: 422,
    zh: '职业标准没有工种“{workType}”。',
    en: 'The occupation standard has no work type “{workType}”.',
    do: { zh: '请从列表中选择工种。', en: 'Choose the work type from the list.' },
  },
  standard_not_in_force: {
    status: 409,
    zh: '职业 {code} 在 {date} 没有生效的职业标准。',
    en: 'No standard of occupation {code} is in force on {date}.',
    do: {
      zh: '请先发布职业标准，无标准不评价。',
      en: 'Publish a standard first: no standard, no assessment.',
    },
  },
  standard_invalid: {
    status: 422,
    zh: '职业标准有误：{field}。',
    en: 'The standard is not sound: {field}.',
    do: { zh: '请改正后重新发布。', en: 'Correct it and publish again.' },
  },
  standard_weights_wrong: {
    status: 422,
    zh: '{level}{part}权重之和为 {sum}，应为 100。',
    en: 'The {part} weights of {level} add up to {sum} instead of 100.',
    do: { zh: '请对照权重表改正。', en: 'Correct the table of weights.' },
  },
  standard_duplicate: {
    status: 409,
    zh: '此职业的这一版标准已发布。',
    en: 'This version of the standard is already published.',
    do: { zh: '修订请使用新的版本号。', en: 'Use a new version for a revision.' },
  },
  spec_weights_wrong: {
    status: 422,
    zh: '细目表 {range} 下级比重之和为 {sum}，应为 {weight}。',
    en: 'The parts of range {range} weigh {sum} together instead of {weight}.',
    do: { zh: '请改正比重。', en: 'Correct the weights.' },
  },
  spec_differs_from_standard: {
    status: 422,
    zh: '细目表“{range}”的比重为 {weight}，职业标准为 {standard}。',
    en: 'Range “{range}” weighs {weight} here but {standard} in the standard.',
    do: {
      zh: '细目表比重必须与标准权重表一致。',
      en: 'The content specification must follow the table of the standard.',
    },
  },
  spec_code_wrong: {
    status: 422,
    zh: '细目表代码 {code} 重复，或不是从上级代码延伸。',
    en: 'Code {code} is repeated or does not extend the code above it.',
    do: { zh: '请改正代码。', en: 'Correct the code.' },
  },
  content_spec_missing: {
    status: 409,
    zh: '{level}{part}还没有发布鉴定要素细目表。',
    en: 'No content specification is published for the {part} of {level}.',
    do: { zh: '请先发布细目表。', en: 'Publish the content specification first.' },
  },
  point_unknown: {
    status: 422,
    zh: '细目表中没有鉴定点 {point}。',
    en: 'The content specification has no testable point {point}.',
    do: { zh: '请从细目表中选择鉴定点。', en: 'Choose a point of the content specification.' },
  },
} as const;
