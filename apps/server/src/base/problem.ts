import { isRefusal } from '@jiangping/domain/refusal';
import type { Facts, RefusalCode } from '@jiangping/domain/refusals';
import { describeRefusal, refusals } from '@jiangping/domain/refusals';
import type { ProblemBody } from '@jiangping/contract/client';

/** A refusal as problem details (RFC 9457), with the sentence and the way out in both languages. */
export function problemBody(code: RefusalCode, facts: Facts, correlationId: string): ProblemBody {
  const zh = describeRefusal(code, facts, 'zh');
  const en = describeRefusal(code, facts, 'en');
  return {
    type: `urn:jiangping:refusal:${code}`,
    title: en.sentence,
    status: refusals[code].status,
    code,
    zh: zh.sentence,
    en: en.sentence,
    do: { zh: zh.do, en: en.do },
    facts: { ...facts },
    correlationId,
  };
}

/** What a defect looks like from outside: nothing of the inside, only the number to ask about. */
export function defectBody(correlationId: string): ProblemBody {
  return {
    type: 'urn:jiangping:defect',
    title: 'Something went wrong on our side.',
    status: 500,
    code: 'defect',
    zh: '系统内部出错，您提交的内容没有生效。',
    en: 'Something went wrong on our side; what you sent had no effect.',
    do: {
      zh: `请重试；若仍出错，请报告编号 ${correlationId}。`,
      en: `Try again; if it stays, report the number ${correlationId}.`,
    },
    facts: {},
    correlationId,
  };
}

/** The body of any error: refusals as they are, everything else as a defect. */
export function errorBody(error: unknown, correlationId: string): ProblemBody {
  return isRefusal(error) ? problemBody(error.code, error.facts, correlationId) : defectBody(correlationId);
}
