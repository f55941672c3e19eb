import type { CheckWords } from './check-words.ts';

/** The checks of a whole public log. */
export const auditWords = {
  'log.read': {
    title: { zh: '读取账本', en: 'Reading the ledger' },
    outcomes: {
      unreachable: {
        ok: false,
        zh: '读不到账本（{reason}），没有得出任何结论',
        en: 'The ledger cannot be read ({reason}); nothing was found out',
      },
      unreadable: {
        ok: false,
        zh: '文件 {file} 无法读取（{reason}）',
        en: 'The file {file} cannot be read ({reason})',
      },
    },
  },
  'log.trust': {
    title: { zh: '账本密钥可信', en: 'Key of the ledger known beforehand' },
    outcomes: {
      known: {
        ok: true,
        zh: '账本的密钥在您给出的可信名单中',
        en: 'The key of the ledger is among those you gave as trusted',
      },
      named_by_log: {
        ok: true,
        zh: '注意：密钥是账本自己说的，请用另外的途径核对：{key}',
        en: 'Mind: the key is the one the ledger itself names; compare it by another way: {key}',
      },
      unknown: {
        ok: false,
        zh: '账本的密钥不在您给出的可信名单中：{key}',
        en: 'The key of the ledger is not among those you gave as trusted: {key}',
      },
    },
  },
  'log.checkpoint': {
    title: { zh: '账本总摘要的签名', en: 'Signed digest of the ledger' },
    outcomes: {
      signed: {
        ok: true,
        zh: '账本“{log}”签名确认共有 {size} 条记录；见证签名 {witnesses} 个',
        en: 'The ledger “{log}” signed that it holds {size} entries; signatures of known witnesses: {witnesses}',
      },
      unsigned: {
        ok: false,
        zh: '账本总摘要没有有效签名（{reason}），无从核对',
        en: 'The digest of the ledger is not soundly signed ({reason}): there is nothing to compare with',
      },
    },
  },
  'log.entries': {
    title: { zh: '记录齐全', en: 'No entry missing' },
    outcomes: {
      complete: {
        ok: true,
        zh: '{size} 条记录一条不缺，次序连续',
        en: 'All {size} entries are there, one after another',
      },
      missing: {
        ok: false,
        zh: '缺少 {count} 条记录，第一条是序号 {index}',
        en: 'Entries are missing: {count}, the first is index {index}',
      },
    },
  },
  'log.form': {
    title: { zh: '记录写法', en: 'Form of the entries' },
    outcomes: {
      right: {
        ok: true,
        zh: '每条记录都是规定的写法，编号不重复',
        en: 'Every entry is in its one form, and no id occurs twice',
      },
      malformed: {
        ok: false,
        zh: '序号 {index} 的记录不是规定的写法（共 {count} 条）',
        en: 'Entry {index} is not in the form of an entry (such entries: {count})',
      },
      repeated: {
        ok: false,
        zh: '序号 {index} 的记录编号重复（共 {count} 条）',
        en: 'Entry {index} repeats the id of another (such entries: {count})',
      },
    },
  },
  'log.order': {
    title: { zh: '先后次序', en: 'Order of events' },
    outcomes: {
      kept: {
        ok: true,
        zh: '{batches} 个批次都先固定案卷后抽取、只抽一次；{certificates} 张证书都在批次放行之后核发',
        en: 'In all {batches} batches dossiers were fixed before the one draw; all {certificates} certificates were issued after the release of their batch',
      },
      draw_before_freeze: {
        ok: false,
        zh: '序号 {index}：案卷尚未固定就抽取',
        en: 'Entry {index}: a draw before the dossiers were fixed',
      },
      second_draw: {
        ok: false,
        zh: '序号 {index}：同一批次第二次抽取',
        en: 'Entry {index}: a second draw of the same batch',
      },
      certificate_before_release: {
        ok: false,
        zh: '序号 {index}：批次尚未放行就核发证书',
        en: 'Entry {index}: a certificate issued before its batch was released',
      },
    },
  },
  'log.root': {
    title: { zh: '内容与总摘要相符', en: 'Content meets the signed digest' },
    outcomes: {
      same: {
        ok: true,
        zh: '由全部记录重新算出的总摘要与签名的相同',
        en: 'The digest computed anew from all entries is the signed one',
      },
      altered: {
        ok: false,
        zh: '有记录与记账时不同：{entries}',
        en: 'Entries are not what was recorded: {entries}',
      },
      range: {
        ok: false,
        zh: '第一条不符的记录在序号 {from} 到 {to} 之间：此前签名的总摘要都相符',
        en: 'The first entry that does not fit lies between index {from} and {to}: the digests signed before all fit',
      },
      differs: {
        ok: false,
        zh: '重新算出的总摘要与签名的不同，无法指明是哪一条',
        en: 'The digest computed anew is not the signed one; which entry was changed cannot be told',
      },
    },
  },
  'log.leaves': {
    title: { zh: '账本自存的摘要', en: 'Digests the ledger keeps' },
    outcomes: {
      same: {
        ok: true,
        zh: '账本自存的逐条摘要与总摘要相符',
        en: 'The digests of single entries that the ledger keeps meet the signed one',
      },
      not_served: {
        ok: true,
        zh: '此账本不提供逐条摘要，只核对了总摘要',
        en: 'This ledger does not serve digests of single entries; only the whole was compared',
      },
      lost: {
        ok: false,
        zh: '账本自存的逐条摘要缺少 {count} 条，第一条是序号 {index}',
        en: 'Digests of single entries that the ledger should keep are gone: {count}, the first is index {index}',
      },
      differ: {
        ok: false,
        zh: '账本自存的逐条摘要也被改动',
        en: 'The digests of single entries that the ledger keeps were changed too',
      },
    },
  },
  'log.history': {
    title: { zh: '历次总摘要', en: 'Digests signed before' },
    outcomes: {
      same: {
        ok: true,
        zh: '账本历次签名的 {count} 个总摘要都与现有记录相符',
        en: 'The {count} digests signed in the past all fit the present entries',
      },
      not_served: {
        ok: true,
        zh: '此账本不提供历次总摘要',
        en: 'This ledger does not serve the digests it signed before',
      },
      rewritten: {
        ok: false,
        zh: '账本签过的总摘要（{size} 条时）与现有记录不符：序号 {from} 到 {to} 之间被改写',
        en: 'A digest the ledger signed at {size} entries does not fit the present ones: something between index {from} and {to} was rewritten',
      },
      unsigned: {
        ok: false,
        zh: '账本提供的一个旧总摘要（{size} 条时）没有有效签名',
        en: 'An earlier digest the ledger serves, of {size} entries, is not soundly signed',
      },
    },
  },
  'log.since': {
    title: { zh: '与您保存的总摘要一致', en: 'Agrees with the digest you kept' },
    outcomes: {
      same: {
        ok: true,
        zh: '您保存的总摘要（{size} 条时）之后只有增加，没有改写',
        en: 'Since the digest you kept, of {size} entries, entries were only added',
      },
      unsigned: {
        ok: false,
        zh: '您保存的总摘要不是这个账本的密钥签的（{reason}）：账本换了密钥，或文件不是这个账本的',
        en: 'The digest you kept is not signed by the key of this ledger ({reason}): the key was replaced, or the file is of another ledger',
      },
      shrunk: {
        ok: false,
        zh: '账本变短了：您保存时有 {size} 条，现在只有 {now} 条',
        en: 'The ledger has shrunk: {size} entries when you kept the digest, {now} now',
      },
      rewritten: {
        ok: false,
        zh: '账本前 {size} 条被改写过：与您保存的总摘要不符',
        en: 'The first {size} entries were rewritten: they do not fit the digest you kept',
      },
    },
  },
} as const satisfies Record<string, CheckWords>;
