import type { Words } from '../shell/language.ts';

interface CheckWords {
  /** What holds, in a layman's words. */
  readonly ok: Words;
  /** What it means that it does not hold. */
  readonly bad: Words;
}

/** The lines of the check as a layman reads them; a line that is not listed shows its own name and detail. */
export const checkNames: Readonly<Record<string, CheckWords>> = {
  format: {
    ok: { zh: '证书文件完整，没有被改动格式', en: 'The certificate file is whole and in its one form' },
    bad: { zh: '这不是完整的证书文件', en: 'This is not a whole certificate file' },
  },
  signature: {
    ok: { zh: '内容由评价机构签名，一个字都没有改过', en: 'Signed by the institution; not a letter was changed since' },
    bad: { zh: '签名对不上：内容被改过，或不是该机构签发', en: 'The signature does not fit: the content was changed, or it was not issued by the institution' },
  },
  keys: {
    ok: { zh: '签名的密钥与本网站公布的一致', en: 'The keys are those this site publishes' },
    bad: { zh: '签名的密钥与本网站公布的不一致，或暂时无法核对', en: 'The keys are not those this site publishes, or could not be compared now' },
  },
  record: {
    ok: { zh: '账本里的记录就是这张证书', en: 'The record in the ledger is of this very certificate' },
    bad: { zh: '账本里的记录不是这张证书', en: 'The record in the ledger is of another certificate' },
  },
  log: {
    ok: { zh: '核发记录在公开账本中，次序和内容都对得上', en: 'Its issue stands in the public ledger, at its place' },
    bad: { zh: '在公开账本中找不到核发记录', en: 'Its issue is not in the public ledger' },
  },
  batch: {
    ok: { zh: '所在批次的审核结论也在公开账本中', en: 'The review decision of its batch stands in the public ledger too' },
    bad: { zh: '没有所在批次审核通过的记录', en: 'There is no record that its batch passed review' },
  },
};
