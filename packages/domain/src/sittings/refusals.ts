/** Refusals that a candidate or an invigilator may meet during a sitting: short, calm, and never a dead end. */
export const sittingRefusals = {
  sitting_not_open: {
    status: 423,
    zh: '本场考试还未开放入场，{minutes} 分钟后可以进入。',
    en: 'The sitting is not open yet; you may enter in {minutes} minutes.',
    do: { zh: '请在座位上等候。', en: 'Please wait at your seat.' },
  },
  sitting_late: {
    status: 423,
    zh: '开考已超过 {minutes} 分钟，不能入场。',
    en: 'The sitting began more than {minutes} minutes ago; entry is closed.',
    do: { zh: '请向监考员说明情况。', en: 'Speak to the invigilator.' },
  },
  sitting_closed: {
    status: 423,
    zh: '本场考试已结束。',
    en: 'The sitting is over.',
    do: { zh: '已保存的答案有效，请听从监考员安排。', en: 'What was saved counts; follow the invigilator.' },
  },
  submit_too_early: {
    status: 423,
    zh: '开考 {minutes} 分钟后方可交卷。',
    en: 'You may submit {minutes} minutes after the start.',
    do: { zh: '请再检查一遍答案。', en: 'Use the time to check your answers.' },
  },
  ticket_unknown: {
    status: 404,
    zh: '没有这个准考证号。',
    en: 'There is no such ticket number.',
    do: {
      zh: '请对照准考证重新输入，或请监考员协助。',
      en: 'Compare it with your ticket, or ask the invigilator.',
    },
  },
  ticket_number_wrong: {
    status: 422,
    zh: '准考证号有误，校验位不符。',
    en: 'The ticket number holds a slip: its check digits do not fit.',
    do: { zh: '请对照准考证重新输入。', en: 'Compare it with your ticket.' },
  },
  ticket_identity_mismatch: {
    status: 403,
    zh: '准考证与证件信息不一致。',
    en: 'The ticket does not match the identity document.',
    do: { zh: '请监考员核对证件。', en: 'Ask the invigilator to check your document.' },
  },
  ticket_expired: {
    status: 401,
    zh: '入场凭证已失效。',
    en: 'The entry link is no longer valid.',
    do: { zh: '请用准考证重新进入。', en: 'Enter again with your ticket.' },
  },
  attempt_unknown: {
    status: 404,
    zh: '没有找到您的作答记录。',
    en: 'Your attempt was not found.',
    do: {
      zh: '请用准考证重新进入，或请监考员协助。',
      en: 'Enter again with your ticket, or ask the invigilator.',
    },
  },
  attempt_submitted: {
    status: 409,
    zh: '您已交卷，答案不能再改。',
    en: 'You have submitted; answers cannot be changed any more.',
    do: { zh: '如系误交，请立即告诉监考员。', en: 'If this was a mistake, tell the invigilator at once.' },
  },
  attempt_paused: {
    status: 423,
    zh: '监考员已暂停您的考试。',
    en: 'The invigilator has paused your attempt.',
    do: { zh: '请等候，恢复后时间照补。', en: 'Please wait; the time will be given back.' },
  },
  attempt_fenced: {
    status: 409,
    zh: '您已在另一台设备上继续考试，本设备不能再保存。',
    en: 'Your attempt goes on at another device; this one can no longer save.',
    do: {
      zh: '如果不是您本人操作，请立即告诉监考员。',
      en: 'If that was not you, tell the invigilator at once.',
    },
  },
  attempt_release_needed: {
    status: 423,
    zh: '您的考试正在另一台设备上进行。',
    en: 'Your attempt is open on another device.',
    do: { zh: '请监考员放行后再换设备。', en: 'Ask the invigilator to release it.' },
  },
  save_too_large: {
    status: 413,
    zh: '一次保存的内容过大，上限为 {limit} 字节。',
    en: 'One save may hold at most {limit} bytes.',
    do: {
      zh: '答案仍保留在本机，请告诉监考员。',
      en: 'Your answers are kept on this device; tell the invigilator.',
    },
  },
  save_sequence_gap: {
    status: 409,
    zh: '服务器已收到第 {received} 条，缺少其后的记录。',
    en: 'The server holds entries up to {received}; the next ones are missing.',
    do: {
      zh: '系统会自动补传，请不要关闭页面。',
      en: 'They are sent again by themselves; keep the page open.',
    },
  },
  save_chain_broken: {
    status: 409,
    zh: '本机作答记录的校验不符，以服务器记录为准。',
    en: 'The record on this device fails its check; the record on the server counts.',
    do: { zh: '请告诉监考员。', en: 'Tell the invigilator.' },
  },
  save_unknown_item: {
    status: 422,
    zh: '提交的答案不属于您的试卷。',
    en: 'The answer does not belong to your paper.',
    do: { zh: '请刷新页面。', en: 'Reload the page.' },
  },
  seats_too_few: {
    status: 409,
    zh: '考场座位 {seats} 个，考生 {candidates} 人，座位不足。',
    en: 'There are {seats} seats for {candidates} candidates.',
    do: { zh: '请增加考场或场次。', en: 'Add a room or a sitting.' },
  },
  seat_taken: {
    status: 409,
    zh: '该座位已被占用或已满。',
    en: 'The seat is taken, or no seat is left.',
    do: { zh: '请另选座位或场次。', en: 'Choose another seat or sitting.' },
  },
  room_too_large: {
    status: 422,
    zh: '每个考场不超过 {limit} 个座位。',
    en: 'A room may have at most {limit} seats.',
    do: { zh: '请拆分考场。', en: 'Split the room.' },
  },
  invigilators_too_few: {
    status: 409,
    zh: '监考员 {count} 名，至少需要 {needed} 名。',
    en: '{count} invigilators are assigned; {needed} are needed.',
    do: { zh: '请增派监考员。', en: 'Assign more invigilators.' },
  },
} as const;
