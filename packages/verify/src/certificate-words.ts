import type { CheckWords } from './check-words.ts';

const unreadable = {
  ok: false,
  zh: '证书内容的格式不对，无法核对此项',
  en: 'The content of the certificate is not in its form, so this cannot be checked',
} as const;

/** The checks of a certificate file, in the order in which they are told. */
export const certificateWords = {
  'file.read': {
    title: { zh: '读取文件', en: 'Reading the file' },
    outcomes: {
      not_a_certificate: {
        ok: false,
        zh: '这不是证书文件：请选择从发证机构取得的证书文件（.json），照片或打印件不能这样验证',
        en: 'This is not a certificate file: choose the file (.json) obtained from the institution; a photo or a print cannot be checked this way',
      },
      missing: {
        ok: false,
        zh: '读不到文件 {file}（{reason}）',
        en: 'The file {file} cannot be read ({reason})',
      },
      too_large: {
        ok: false,
        zh: '文件超过 1 MiB，不是证书文件',
        en: 'The file is over 1 MiB: no certificate file is that large',
      },
    },
  },
  'file.form': {
    title: { zh: '文件完整', en: 'File intact' },
    outcomes: {
      exact: {
        ok: true,
        zh: '文件一个字节都没有多，也没有少，正是应有的写法',
        en: 'The file is in its one form, to the byte',
      },
      respelled: {
        ok: false,
        zh: '文件被某个程序重新保存过（例如多了空格或换行），请使用原始文件；以下按其内容继续核对',
        en: 'The file was saved anew by some program (spaces or line breaks, for instance): use the original; its content is checked below',
      },
      damaged: {
        ok: false,
        zh: '文件已损坏或被改动，读不出完整的证书（{reason}）',
        en: 'The file is damaged or was changed: no whole certificate can be read from it ({reason})',
      },
    },
  },
  'credential.form': {
    title: { zh: '证书内容', en: 'Content of the certificate' },
    outcomes: {
      exact: {
        ok: true,
        zh: '证书写着：{name}，{occupation}，{level}，编号 {number}，{issuedOn} 发证；除所列之外没有隐藏的内容',
        en: 'It says: {name}, {occupation}, {level}, number {number}, issued {issuedOn}; nothing is hidden beside what is shown',
      },
      foreign: {
        ok: false,
        zh: '证书内容不是本系统规定的写法：有多出、缺少或不合规定的项目',
        en: 'The content is not in the form this system gives: something was added, left out or is not as it must be',
      },
    },
  },
  'credential.signature': {
    title: { zh: '发证机构签名', en: 'Signature of the institution' },
    outcomes: {
      holds: {
        ok: true,
        zh: '签名与内容相符：签名之后一个字都没有改过',
        en: 'The signature fits the content: not a letter was changed since it was signed',
      },
      wrong: {
        ok: false,
        zh: '签名对不上：内容被改过，或不是用这个密钥签的',
        en: 'The signature does not fit: the content was changed, or another key signed it',
      },
      unknown_key: {
        ok: false,
        zh: '签名所指的密钥无法识别',
        en: 'The key the signature names cannot be made out',
      },
      malformed: {
        ok: false,
        zh: '签名部分的格式不对（{reason}）',
        en: 'The signature part is not in its form ({reason})',
      },
    },
  },
  'credential.period': {
    title: { zh: '有效期', en: 'Period' },
    outcomes: {
      open: { ok: true, zh: '自 {from} 起有效，长期有效', en: 'Valid from {from}, without an end' },
      inside: { ok: true, zh: '有效期 {from} 至 {until}', en: 'Valid from {from} until {until}' },
      expired: { ok: false, zh: '已于 {until} 到期', en: 'It expired on {until}' },
      early: {
        ok: false,
        zh: '从 {from} 起才有效；如不应如此，请检查本设备的时间',
        en: 'It is valid only from {from}; if that cannot be, check the clock of this device',
      },
      unreadable,
    },
  },
  'issuer.key': {
    title: { zh: '签名者即发证机构', en: 'Signed by the issuer named' },
    outcomes: {
      same: {
        ok: true,
        zh: '签名的密钥就是证书上所写发证机构的密钥',
        en: 'The key that signed is that of the issuer named in the certificate',
      },
      other: {
        ok: false,
        zh: '签名的密钥不属于证书上所写的发证机构',
        en: 'The key that signed does not belong to the issuer named in the certificate',
      },
    },
  },
  'ledger.entry': {
    title: { zh: '核发记录', en: 'Record of issue' },
    outcomes: {
      same: {
        ok: true,
        zh: '账本记录写明：{at} 核发的正是这张证书',
        en: 'The record in the ledger says that this very certificate was issued at {at}',
      },
      malformed: {
        ok: false,
        zh: '账本记录的格式不对',
        en: 'The record of the ledger is not in its form',
      },
      other_kind: {
        ok: false,
        zh: '账本记录的不是核发证书，而是“{kind}”',
        en: 'The record of the ledger is not of an issue but of “{kind}”',
      },
      other_credential: {
        ok: false,
        zh: '账本记录核发的是另一张证书',
        en: 'The record of the ledger is of the issue of another certificate',
      },
      other_batch: {
        ok: false,
        zh: '账本记录的批次与证书上的批次不同',
        en: 'The record of the ledger is of another batch than the certificate',
      },
    },
  },
  'ledger.inclusion': {
    title: { zh: '记录在公开账本中', en: 'Record stands in the public ledger' },
    outcomes: {
      included: {
        ok: true,
        zh: '核发记录是公开账本 {size} 条记录中的第 {position} 条，推算与账本的总摘要相符',
        en: 'The record of issue is entry {position} of {size} in the public ledger; the arithmetic meets the digest of the whole',
      },
      missing: {
        ok: false,
        zh: '推算与账本的总摘要不符：核发记录不在这个账本的这个位置',
        en: 'The arithmetic does not meet the digest of the ledger: the record of issue is not at this place in it',
      },
    },
  },
  'ledger.checkpoint': {
    title: { zh: '账本总摘要的签名', en: 'Signed digest of the ledger' },
    outcomes: {
      signed: {
        ok: true,
        zh: '账本“{log}”在 {size} 条记录时的总摘要有账本的签名；见证签名 {witnesses} 个，其中无法识别未核对的 {unknown} 个',
        en: 'The ledger “{log}” signed its digest at {size} entries; signatures of known witnesses: {witnesses}, of others, not checked: {unknown}',
      },
      unsigned: {
        ok: false,
        zh: '账本总摘要没有该账本的有效签名（{reason}）',
        en: 'The digest of the ledger is not soundly signed by the ledger ({reason})',
      },
      other_size: {
        ok: false,
        zh: '文件所写的账本条数与签名的总摘要不同',
        en: 'The number of entries the file states is not that of the signed digest',
      },
    },
  },
  'batch.released': {
    title: { zh: '批次通过材料审核', en: 'Batch passed its review' },
    outcomes: {
      released: {
        ok: true,
        zh: '所在批次于 {at} 审核放行，记录在同一账本第 {position} 条，先于本证书的核发',
        en: 'Its batch was released after review at {at}: entry {position} of the same ledger, before the issue of this certificate',
      },
      absent: {
        ok: false,
        zh: '文件中没有所在批次审核放行的记录',
        en: 'The file holds no record that its batch was released after review',
      },
      other_fact: {
        ok: false,
        zh: '文件所附的记录不是批次放行的记录',
        en: 'The record in the file is not one of a release',
      },
      other_batch: {
        ok: false,
        zh: '文件所附的是另一批次的放行记录',
        en: 'The record in the file is of the release of another batch',
      },
      not_included: {
        ok: false,
        zh: '批次放行的记录不在账本中',
        en: 'The record of the release is not in the ledger',
      },
      too_late: {
        ok: false,
        zh: '批次放行的记录在证书核发之后',
        en: 'The release was recorded after the issue of the certificate',
      },
      unreadable,
    },
  },
  'number.form': {
    title: { zh: '证书编号', en: 'Certificate number' },
    outcomes: {
      right: {
        ok: true,
        zh: '22 位编号符合编码规则，并与证书的等级、站点和年份一致',
        en: 'The 22 characters obey the rule and agree with level, site and year of the certificate',
      },
      malformed: {
        ok: false,
        zh: '编号不符合 22 位编码规则',
        en: 'The number does not obey the rule of 22 characters',
      },
      disagrees: {
        ok: false,
        zh: '编号与证书上的{part}不一致',
        en: 'The number does not agree with the certificate: {part}',
      },
      unreadable,
    },
  },
  status: {
    title: { zh: '当前状态', en: 'Present status' },
    outcomes: {
      in_force: {
        ok: true,
        zh: '截至 {at} 的状态列表：未撤销、未暂停（该列表到 {until} 为止有效）',
        en: 'By the status list of {at}: neither revoked nor suspended (the list speaks until {until})',
      },
      revoked: {
        ok: false,
        zh: '截至 {at} 的状态列表：已撤销',
        en: 'By the status list of {at}: revoked',
      },
      suspended: {
        ok: false,
        zh: '截至 {at} 的状态列表：已暂停',
        en: 'By the status list of {at}: suspended',
      },
      stood: {
        ok: true,
        zh: '截至 {at} 的状态列表：未撤销、未暂停；此后的状态没有查询，需要时从 {url} 取得最新列表',
        en: 'By the status list of {at}: neither revoked nor suspended; what happened since was not asked, the newest list is at {url}',
      },
      not_asked: {
        ok: true,
        zh: '没有查询当前状态；需要时从 {url} 取得最新列表核对',
        en: 'Whether it still stands was not asked; to learn it, take the newest list from {url} and check again',
      },
      too_old: {
        ok: false,
        zh: '未知：手头最新的状态列表是 {at} 的，只到 {until} 为止；请从 {url} 取得最新列表再核对',
        en: 'Unknown: the newest status list at hand is of {at} and speaks only until {until}; get the newest from {url} and check again',
      },
      absent: {
        ok: false,
        zh: '未知：没有这张证书的状态列表（{purpose}）；请从 {url} 取得最新列表再核对',
        en: 'Unknown: there is no status list for it ({purpose}); get the newest from {url} and check again',
      },
      partly: {
        ok: false,
        zh: '截至 {at} 没有撤销；是否暂停未知，请从 {url} 取得最新列表再核对',
        en: 'Not revoked by the list of {at}; whether it is suspended is unknown: get the newest list from {url} and check again',
      },
      early: {
        ok: false,
        zh: '未知：状态列表的时间 {at} 晚于本设备的时间；请检查本设备的时间',
        en: 'Unknown: the status list is of {at}, later than the clock of this device; check the clock',
      },
      file_unreadable: {
        ok: false,
        zh: '状态列表文件 {file} 无法读取（{reason}）',
        en: 'The file of a status list {file} cannot be read ({reason})',
      },
      forged: {
        ok: false,
        zh: '未知：状态列表不是该发证机构签发的，或不是这张证书的',
        en: 'Unknown: a status list is not signed by the issuer, or is not the one of this certificate',
      },
      unreadable,
    },
  },
  trust: {
    title: { zh: '密钥可信', en: 'Keys known beforehand' },
    outcomes: {
      known: {
        ok: true,
        zh: '发证机构和账本的密钥都在您给出的可信名单中（指纹 {fingerprint}）',
        en: 'The keys of issuer and ledger are among those you gave as trusted (fingerprint {fingerprint})',
      },
      named_by_file: {
        ok: true,
        zh: '注意：密钥是文件自己写的，伪造者也能这样写。请用另外的途径（发证机构官网、公告、电话）核对指纹：{fingerprint}',
        en: 'Mind: the keys are those the file itself names, as a forger’s file would name his. Compare this fingerprint by another way (site, notice or telephone of the institution): {fingerprint}',
      },
      unreadable: {
        ok: false,
        zh: '可信名单文件 {file} 无法读取（{reason}）',
        en: 'The file of trusted keys {file} cannot be read ({reason})',
      },
      issuer_unknown: {
        ok: false,
        zh: '发证机构的密钥不在您给出的可信名单中（指纹 {fingerprint}）',
        en: 'The key of the issuer is not among those you gave as trusted (fingerprint {fingerprint})',
      },
      issuer_out_of_time: {
        ok: false,
        zh: '发证机构的这个密钥在核发时已停用或尚未启用',
        en: 'This key of the issuer was no longer, or not yet, in use when the certificate was issued',
      },
      log_unknown: {
        ok: false,
        zh: '账本的密钥不在您给出的可信名单中（指纹 {fingerprint}）',
        en: 'The key of the ledger is not among those you gave as trusted (fingerprint {fingerprint})',
      },
    },
  },
} as const satisfies Record<string, CheckWords>;
