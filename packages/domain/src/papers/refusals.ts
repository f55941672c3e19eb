/** Refusals of blueprints, assembly and seals. */
export const paperRefusals = {
  blueprint_invalid: {
    status: 422,
    zh: '组卷方案有误：{field}。',
    en: 'The blueprint is not sound: {field}.',
    do: { zh: '请改正后重新保存。', en: 'Correct it and save again.' },
  },
  blueprint_range_unknown: {
    status: 422,
    zh: '组卷方案中的范围 {range} 不在细目表内。',
    en: 'Range {range} of the blueprint is not in the content specification.',
    do: { zh: '请从细目表中选择范围。', en: 'Choose a range of the content specification.' },
  },
  blueprint_bounds_impossible: {
    status: 422,
    zh: '组卷方案自相矛盾：{field} 的下限 {min} 高于上限 {max}。',
    en: 'The blueprint contradicts itself: {field} asks for at least {min} and at most {max}.',
    do: { zh: '请放宽其中一项。', en: 'Relax one of the bounds.' },
  },
  practical_choice_short: {
    status: 409,
    zh: '选考题 {items} 中须选 {take} 道，可用的只有 {count} 道。',
    en: 'Of the optional items {items} a paper takes {take}, and {count} may be used.',
    do: {
      zh: '请先审定其余试题，或减少选取的题数。',
      en: 'Have the others vetted, or take fewer of them.',
    },
  },
  practical_minutes_short: {
    status: 422,
    zh: '各题用时至少共 {least} 分钟，超过考核时间 {minutes} 分钟。',
    en: 'The items take at least {least} minutes together, more than the {minutes} of the assessment.',
    do: { zh: '请延长考核时间，或另选试题。', en: 'Give more time, or choose other items.' },
  },
  paper_infeasible: {
    status: 422,
    zh: '现有题库组不出符合方案的试卷：{rule}不能同时满足。',
    en: 'No paper of the bank satisfies the blueprint; these cannot hold together: {rule}.',
    do: {
      zh: '请补充相应试题，或按其中一条建议放宽方案：{relaxation}。',
      en: 'Add items there, or relax the blueprint by one of these: {relaxation}.',
    },
  },
  paper_unfinished: {
    status: 422,
    zh: '{seconds} 秒内没有组出试卷，也没有证明组不出。',
    en: 'In {seconds} seconds no paper was found, nor a proof that there is none.',
    do: {
      zh: '请重试；若仍如此，请放宽方案或补充试题。',
      en: 'Try again; then relax the blueprint or add items.',
    },
  },
  assembly_cancelled: {
    status: 409,
    zh: '组卷已取消，没有写入任何内容。',
    en: 'The assembly was cancelled; nothing was written.',
    do: { zh: '需要时请重新组卷。', en: 'Assemble again when you need to.' },
  },
  assembly_running: {
    status: 409,
    zh: '此方案正在组卷。',
    en: 'A paper of this blueprint is being assembled.',
    do: { zh: '请等它结束，或先取消它。', en: 'Wait for it to end, or cancel it.' },
  },
  assembly_over: {
    status: 409,
    zh: '组卷已经结束，不能取消。',
    en: 'The assembly is over and cannot be cancelled.',
    do: { zh: '不需要的试卷可以停用。', en: 'A paper that is not wanted can be withdrawn.' },
  },
  paper_rule_broken: {
    status: 409,
    zh: '试卷违反规则“{rule}”：实为 {value}，应在 {min} 至 {max} 之间。',
    en: 'The paper breaks the rule “{rule}”: {value} is not within {min} and {max}.',
    do: { zh: '请重新组卷。', en: 'Assemble it again.' },
  },
  paper_sealed_already: {
    status: 409,
    zh: '试卷已封卷，不能再更改。',
    en: 'The paper is sealed and cannot be changed.',
    do: { zh: '如有错误，请作废后重新组卷。', en: 'If it is wrong, void it and assemble a new one.' },
  },
  paper_not_sealed: {
    status: 409,
    zh: '试卷尚未封卷。',
    en: 'The paper is not sealed yet.',
    do: { zh: '请由封卷人员封卷。', en: 'Have it sealed first.' },
  },
  paper_seal_broken: {
    status: 409,
    zh: '试卷与封卷时的摘要不一致。',
    en: 'The paper does not match the digest of its seal.',
    do: { zh: '请立即停用并报告中心。', en: 'Stop using it and report it to the Center at once.' },
  },
  paper_not_yet_open: {
    status: 423,
    zh: '未到启封时间：开考前 {minutes} 分钟内才能启封试卷、开启场次。',
    en: 'It is not yet time to unseal the paper: its sitting may be opened within {minutes} minutes of the start.',
    do: { zh: '请按场次时间启封。', en: 'Unseal it at the time of the sitting.' },
  },
  paper_sealed: {
    status: 423,
    zh: '试卷已封卷加密，启封前任何人都不能查看试题。',
    en: 'The paper is sealed and encrypted; nobody sees its items before it is unsealed.',
    do: { zh: '请在使用该卷的场次开启后查看。', en: 'Read it after a sitting that uses it was opened.' },
  },
  paper_withdrawn: {
    status: 409,
    zh: '试卷已停用，不能再使用。',
    en: 'The paper was withdrawn and cannot be used any more.',
    do: { zh: '请另选或另组一份试卷。', en: 'Choose or assemble another one.' },
  },
  paper_unsealed_already: {
    status: 409,
    zh: '试卷已启封，不能停用。',
    en: 'The paper was unsealed already and cannot be withdrawn.',
    do: {
      zh: '请在场次中报告事件，并报告中心。',
      en: 'Report an incident in its sitting, and tell the Center.',
    },
  },
  paper_overlaps_sealed: {
    status: 409,
    zh: '试卷中有试题已用于另一份封卷的试卷。',
    en: 'Items of this paper stand in another sealed paper.',
    do: { zh: '请重新组卷。', en: 'Assemble the paper again.' },
  },
  sealer_is_assembler: {
    status: 403,
    zh: '组卷人不能封存自己组的试卷。',
    en: 'Nobody may seal a paper they assembled.',
    do: { zh: '请由另一位封卷人员封卷。', en: 'Ask another sealer.' },
  },
} as const;
