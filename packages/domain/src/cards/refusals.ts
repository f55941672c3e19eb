/** Refusals of staff cards. */
export const cardRefusals = {
  card_missing: {
    status: 403,
    zh: '此人没有 {kind} 证卡。',
    en: 'This person has no {kind} card.',
    do: { zh: '请指派持证人员。', en: 'Assign a card holder.' },
  },
  card_not_valid: {
    status: 403,
    zh: '证卡 {card} 在 {date} 无效（到期、暂停或撤销）。',
    en: 'Card {card} is not valid on {date} (expired, suspended or revoked).',
    do: { zh: '请指派证卡有效的人员，或办理延续。', en: 'Assign somebody with a valid card, or renew it.' },
  },
  card_occupation_not_covered: {
    status: 403,
    zh: '证卡 {card} 不含职业 {code}。',
    en: 'Card {card} does not cover occupation {code}.',
    do: { zh: '请指派本职业的持证人员。', en: 'Assign a holder for this occupation.' },
  },
  card_level_too_low: {
    status: 403,
    zh: '证卡 {card} 不能考评{level}。',
    en: 'Card {card} does not allow judging {level}.',
    do: { zh: '请指派高级考评员。', en: 'Assign a senior assessor.' },
  },
  card_already_issued: {
    status: 409,
    zh: '此人已有同类有效证卡。',
    en: 'This person already has a valid card of this kind.',
    do: { zh: '请办理延续或增项。', en: 'Renew or extend it instead.' },
  },
} as const;
