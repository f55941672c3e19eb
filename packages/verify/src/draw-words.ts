import type { CheckWords } from './check-words.ts';

const unreadable = {
  ok: false,
  zh: '抽取记录的格式不对，无法核对此项',
  en: 'The record of the draw is not in its form, so this cannot be checked',
} as const;

/** The checks of a review draw. */
export const drawWords = {
  'draw.form': {
    title: { zh: '抽取记录', en: 'Record of the draw' },
    outcomes: {
      right: { ok: true, zh: '抽取记录完整可读', en: 'The record of the draw is whole and readable' },
      malformed: {
        ok: false,
        zh: '抽取记录不完整：{part}',
        en: 'The record of the draw is not whole: {part}',
      },
    },
  },
  'draw.root': {
    title: { zh: '案卷已固定', en: 'Dossiers are fixed' },
    outcomes: {
      same: {
        ok: true,
        zh: '由 {dossiers} 份案卷的摘要重新算出的总摘要与公布的相同',
        en: 'The digest computed anew from {dossiers} dossiers is the one published',
      },
      differs: {
        ok: false,
        zh: '重新算出的总摘要与公布的不同：抽取之后案卷有增减或改动',
        en: 'The digest computed anew is not the one published: dossiers were added, removed or changed',
      },
      unreadable,
    },
  },
  'draw.freeze': {
    title: { zh: '先固定、后抽取', en: 'Fixed before the draw' },
    outcomes: {
      logged: {
        ok: true,
        zh: '总摘要先记入账本（第 {position} 条），抽取所用的是其后的第一个账本总摘要，无从挑选',
        en: 'The digest was in the ledger first (entry {position}), and the draw used the first checkpoint after it, so nobody could choose one',
      },
      not_given: {
        ok: true,
        zh: '注意：没有给出固定案卷的账本记录，未核对是否先固定后抽取',
        en: 'Mind: the ledger’s record of the fixing was not given; whether it came before the draw was not checked',
      },
      other_fact: {
        ok: false,
        zh: '账本记录的不是这批案卷的这个总摘要',
        en: 'The record of the ledger is not of this digest of these dossiers',
      },
      not_included: {
        ok: false,
        zh: '固定案卷的记录不在账本中',
        en: 'The record of the fixing is not in the ledger',
      },
      not_first: {
        ok: false,
        zh: '抽取所用的不是固定案卷之后的第一个账本总摘要：有挑选之嫌',
        en: 'The draw did not use the first checkpoint after the fixing: somebody may have chosen one that suits',
      },
      unreadable,
    },
  },
  'draw.checkpoint': {
    title: { zh: '公开随机来源的签名', en: 'Signature of the public source' },
    outcomes: {
      signed: {
        ok: true,
        zh: '抽取所用的账本总摘要有账本“{log}”的签名',
        en: 'The checkpoint the draw used is signed by the ledger “{log}”',
      },
      not_compared: {
        ok: true,
        zh: '注意：没有给出账本的密钥，未核对签名',
        en: 'Mind: no key of the ledger was given, so its signature was not checked',
      },
      unsigned: {
        ok: false,
        zh: '抽取所用的账本总摘要没有有效签名（{reason}）',
        en: 'The checkpoint the draw used is not soundly signed ({reason})',
      },
    },
  },
  'draw.vrf': {
    title: { zh: '机构的随机数', en: 'Random value of the institution' },
    outcomes: {
      holds: {
        ok: true,
        zh: '机构的随机数由案卷总摘要唯一确定，机构自己也不能挑选',
        en: 'The institution’s random value follows from the digest of the dossiers: not even the institution could choose it',
      },
      wrong: {
        ok: false,
        zh: '机构的随机数与案卷总摘要对不上',
        en: 'The institution’s random value does not follow from the digest of the dossiers',
      },
      unreadable,
    },
  },
  'draw.key': {
    title: { zh: '抽取密钥可信', en: 'Draw key known beforehand' },
    outcomes: {
      known: {
        ok: true,
        zh: '抽取密钥在您给出的可信名单中',
        en: 'The draw key is among those you gave as trusted',
      },
      named_by_record: {
        ok: true,
        zh: '注意：抽取密钥是记录自己写的，请用另外的途径核对：{key}',
        en: 'Mind: the draw key is the one the record itself names; compare it by another way: {key}',
      },
      unknown: {
        ok: false,
        zh: '抽取密钥不在您给出的可信名单中：{key}',
        en: 'The draw key is not among those you gave as trusted: {key}',
      },
    },
  },
  'draw.seed': {
    title: { zh: '随机种子', en: 'Seed' },
    outcomes: {
      same: { ok: true, zh: '重新算出的种子与公布的相同', en: 'The seed computed anew is the one published' },
      differs: {
        ok: false,
        zh: '重新算出的种子与公布的不同',
        en: 'The seed computed anew is not the one published',
      },
      unreadable,
    },
  },
  'draw.policy': {
    title: { zh: '抽取比例', en: 'Share drawn' },
    outcomes: {
      same: {
        ok: true,
        zh: '抽取比例 {share}、最少 {minimum} 份，与规定相同',
        en: 'A share of {share}, at least {minimum}: as the rule has it',
      },
      not_given: {
        ok: true,
        zh: '记录写明：抽取比例 {share}，最少 {minimum} 份；请对照规定',
        en: 'By the record: a share of {share}, at least {minimum}; compare it with the rule',
      },
      differs: {
        ok: false,
        zh: '抽取比例 {share}、最少 {minimum} 份，与规定不同',
        en: 'A share of {share}, at least {minimum}, is not what the rule has',
      },
    },
  },
  'draw.size': {
    title: { zh: '抽取份数', en: 'Number drawn' },
    outcomes: {
      right: {
        ok: true,
        zh: '{dossiers} 份案卷按规定应抽 {expected} 份，实抽 {drawn} 份',
        en: 'Of {dossiers} dossiers the rule draws {expected}; {drawn} were drawn',
      },
      wrong: {
        ok: false,
        zh: '{dossiers} 份案卷按规定应抽 {expected} 份，实抽 {drawn} 份',
        en: 'Of {dossiers} dossiers the rule draws {expected}, but {drawn} were drawn',
      },
    },
  },
  'draw.numbers': {
    title: { zh: '抽中的案卷', en: 'Dossiers drawn' },
    outcomes: {
      same: { ok: true, zh: '重新抽取，抽中的还是同样的案卷', en: 'Drawing again gives the same dossiers' },
      differs: {
        ok: false,
        zh: '重新抽取，抽中的是别的案卷：{expected}',
        en: 'Drawing again gives other dossiers: {expected}',
      },
      unreadable,
    },
  },
} as const satisfies Record<string, CheckWords>;
