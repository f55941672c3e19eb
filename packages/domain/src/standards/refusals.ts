/** Refusals of occupations, standards, content specifications and the development programme. */
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
  association_duplicate: {
    status: 409,
    zh: '名称或统一社会信用代码已有协会登记。',
    en: 'An association is already registered under this name or credit code.',
    do: { zh: '请在协会名单中查找，勿重复登记。', en: 'Look it up in the list of associations.' },
  },
  milestone_duplicate: {
    status: 409,
    zh: '已有同名的里程碑。',
    en: 'A milestone of this name already exists.',
    do: { zh: '请更换名称。', en: 'Choose another name.' },
  },
  work_package_duplicate: {
    status: 409,
    zh: '职业 {code} 已有未撤销的同类工作包。',
    en: 'Occupation {code} already has a work package of this kind that is not cancelled.',
    do: {
      zh: '请在工作包列表中查找；重新立项须先撤销原工作包。',
      en: 'Look it up in the list; cancel it before another one is planned.',
    },
  },
  work_package_wrong_state: {
    status: 409,
    zh: '工作包处于“{packageState}”，此步骤需要“{packageNeeded}”。',
    en: 'The work package is “{packageState}”; this step needs “{packageNeeded}”.',
    do: {
      zh: '请刷新页面，查看当前可办理的步骤。',
      en: 'Reload the page to see which steps are open.',
    },
  },
  work_package_not_yours: {
    status: 403,
    zh: '这个工作包由他人负责。',
    en: 'Somebody else is responsible for this work package.',
    do: { zh: '请由工作包的责任人办理。', en: 'The responsible person of the package must do it.' },
  },
  work_package_no_file: {
    status: 409,
    zh: '本轮还没有附上成果文件，不能提交。',
    en: 'No file was attached in this round, so there is nothing to submit.',
    do: { zh: '请先附上成果文件。', en: 'Attach the files of the draft first.' },
  },
  work_package_files_full: {
    status: 409,
    zh: '工作包已有 {limit} 个文件，不能再附。',
    en: 'The work package already has {limit} files; no more are taken.',
    do: { zh: '请把其余内容合并为一个文件。', en: 'Put what is left into one file.' },
  },
  work_package_file_known: {
    status: 409,
    zh: '同样内容的文件已在这个工作包中：{name}。',
    en: 'A file of the same content is already in this package: {name}.',
    do: { zh: '请核对文件版本。', en: 'Check which version of the file you chose.' },
  },
  responsible_without_post: {
    status: 422,
    zh: '所选责任人今天没有在任的“{post}”岗位。',
    en: 'The person chosen holds no post “{post}” in force today.',
    do: {
      zh: '请先为其授岗，或另选责任人。',
      en: 'Grant the post first, or choose another person.',
    },
  },
} as const;
