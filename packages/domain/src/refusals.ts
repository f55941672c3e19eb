// Every expected refusal of the system: one table, two languages, and what the person can do about it.
// Each capability keeps its own rows beside its rules; here they become one table and the words for its facts.
// A code is a fact in snake_case and never changes its meaning once published.
import { batchStates } from './batches/batch-states.ts';
import { recusalReasons } from './batches/recusal-reasons.ts';
import { batchRefusals } from './batches/refusals.ts';
import { rosterColumns } from './batches/roster-columns.ts';
import { cardKinds } from './cards/card-kinds.ts';
import { cardRefusals } from './cards/refusals.ts';
import { certificateRefusals } from './certificates/refusals.ts';
import { itemStates } from './items/item-states.ts';
import { itemFields, mediaFaults, questionFaults } from './items/item-words.ts';
import { itemRefusals } from './items/refusals.ts';
import { criteria } from './items/vetting-criteria.ts';
import { markingRefusals } from './marking/refusals.ts';
import { paperRefusals } from './papers/refusals.ts';
import { wordsOfRelaxation, wordsOfRule } from './papers/rule-words.ts';
import { educationNames, idTypeNames, sexNames } from './people/person-choices.ts';
import { posts } from './people/post.ts';
import { peopleRefusals } from './people/refusals.ts';
import { reportRefusals } from './reports/refusals.ts';
import { resultRefusals } from './results/refusals.ts';
import { reviewRefusals } from './reviews/refusals.ts';
import { siteRefusals } from './sites/refusals.ts';
import { scopeAxes } from './sites/scope-axes.ts';
import { sittingRefusals } from './sittings/refusals.ts';
import { levelNames, partNames } from './standards/level.ts';
import { standardRefusals } from './standards/refusals.ts';
import { workPackageStates } from './standards/work-package-states.ts';

export type Lang = 'zh' | 'en';
export type Words = Readonly<Record<Lang, string>>;
export type Fact = string | number | boolean | null;
export type Facts = Readonly<Record<string, Fact>>;

/** One row of the table. `{placeholders}` are filled from the facts; `do` tells the person the next step. */
export interface RefusalText extends Words {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 423 | 429 | 507;
  readonly do: Words;
}

const generalRefusals = {
  input_invalid: {
    status: 400,
    zh: '填写的内容不符合要求：{field}。',
    en: 'The input is not acceptable: {field}.',
    do: { zh: '请按提示修改后重新提交。', en: 'Correct the field and send it again.' },
  },
  unknown_field: {
    status: 400,
    zh: '不认识的字段：{field}。',
    en: 'Unknown field: {field}.',
    do: { zh: '请删去该字段后重新提交。', en: 'Leave the field out and send again.' },
  },
  body_too_large: {
    status: 413,
    zh: '提交的内容过大，上限为 {limit} 字节。',
    en: 'The request is too large; the limit is {limit} bytes.',
    do: { zh: '请减小文件或分次提交。', en: 'Send a smaller file, or send it in parts.' },
  },
  request_too_slow: {
    status: 400,
    zh: '提交用时过长，连接已断开。',
    en: 'The request took too long and was cut off.',
    do: { zh: '请检查网络后重试。', en: 'Check the network and try again.' },
  },
  file_unreadable: {
    status: 422,
    zh: '文件无法读取：{reason}。',
    en: 'The file cannot be read: {reason}.',
    do: { zh: '请用办公软件重新另存后再上传。', en: 'Save the file again in its own program and upload it.' },
  },
  file_wrong_type: {
    status: 422,
    zh: '文件类型不对，应为 {expected}。',
    en: 'Wrong type of file; expected {expected}.',
    do: { zh: '请上传规定类型的文件。', en: 'Upload a file of the expected type.' },
  },
  file_empty: {
    status: 422,
    zh: '文件中没有可用的数据行。',
    en: 'The file holds no row of data.',
    do: { zh: '请按模板填写后再上传。', en: 'Fill in the template and upload it again.' },
  },
  sheet_column_missing: {
    status: 422,
    zh: '表格缺少“{column}”列。',
    en: 'The sheet has no column “{column}”.',
    do: {
      zh: '请使用系统提供的模板，不要改动表头。',
      en: 'Use the template and leave its header row as it is.',
    },
  },
  sheet_column_repeated: {
    status: 422,
    zh: '表格中“{column}”列出现多次。',
    en: 'The sheet has the column “{column}” more than once.',
    do: { zh: '请只保留一列。', en: 'Keep one of them.' },
  },
  sheet_too_long: {
    status: 413,
    zh: '表格有 {rows} 行，一次最多 {limit} 行。',
    en: 'The sheet has {rows} rows; at most {limit} are taken at once.',
    do: { zh: '请拆分后分次上传。', en: 'Split the sheet and upload the parts.' },
  },
  sheet_too_wide: {
    status: 413,
    zh: '表格有 {columns} 列，最多 {limit} 列。',
    en: 'The sheet has {columns} columns; at most {limit} are taken.',
    do: { zh: '请删去多余的列。', en: 'Delete the columns that are not needed.' },
  },
  file_unpacks_too_large: {
    status: 413,
    zh: '文件解压后过大，上限为 {limit} 字节。',
    en: 'The file unpacks to too much; the limit is {limit} bytes.',
    do: {
      zh: '请删去图片和多余的工作表后重新保存。',
      en: 'Remove pictures and other sheets and save it again.',
    },
  },
  sheet_rows_wrong: {
    status: 422,
    zh: '有 {count} 处填写错误，整份表格未导入。',
    en: '{count} faults were found; nothing of the sheet was imported.',
    do: { zh: '请按逐行说明改正后重新上传。', en: 'Correct the rows listed and upload the sheet again.' },
  },
  key_missing: {
    status: 400,
    zh: '写入请求缺少幂等键（Idempotency-Key）。',
    en: 'A request that writes needs an idempotency key (Idempotency-Key).',
    do: {
      zh: '请为每次操作生成 8–128 个字符的键，重试时沿用原键。',
      en: 'Make a key of 8–128 characters for each act and keep it over retries.',
    },
  },
  ledger_fact_altered: {
    status: 409,
    zh: '存证账本第 {index} 条的内容与入账时不一致。',
    en: 'Entry {index} of the ledger is not what was logged.',
    do: {
      zh: '请立即报告审计管理员，并停止使用相关记录。',
      en: 'Report it to the audit administrator at once and do not rely on the record.',
    },
  },
  ledger_tile_missing: {
    status: 409,
    zh: '存证账本的哈希数据缺失（层 {level}，块 {index}）。',
    en: 'Hashes of the ledger are missing (level {level}, tile {index}).',
    do: { zh: '请立即报告审计管理员。', en: 'Report it to the audit administrator at once.' },
  },
  already_published: {
    status: 409,
    zh: '这一版本已经发布。',
    en: 'This version is already published.',
    do: {
      zh: '请更换版本号；已发布的版本不能改写。',
      en: 'Use another version number; a published version is not rewritten.',
    },
  },
  key_reused: {
    status: 409,
    zh: '同一请求编号已用于另一内容。',
    en: 'This idempotency key was already used for other content.',
    do: { zh: '请刷新页面后重新操作。', en: 'Reload the page and do it again.' },
  },
  not_found: {
    status: 404,
    zh: '没有找到所要的内容。',
    en: 'Nothing was found here.',
    do: { zh: '请核对网址或编号。', en: 'Check the address or the number.' },
  },
  wrong_state: {
    status: 409,
    zh: '当前状态为“{state}”，不能进行这一步。',
    en: 'This cannot be done while the state is “{state}”.',
    do: { zh: '请刷新页面，查看当前可办理的步骤。', en: 'Reload the page to see which steps are open.' },
  },
  changed_meanwhile: {
    status: 409,
    zh: '在您操作期间，内容已被他人更改。',
    en: 'Somebody else changed this while you were working on it.',
    do: { zh: '请刷新后在新内容上重新操作。', en: 'Reload and repeat your change on the new content.' },
  },
  rate_limited: {
    status: 429,
    zh: '操作过于频繁，请在 {seconds} 秒后再试。',
    en: 'Too many attempts; wait {seconds} seconds.',
    do: { zh: '请稍候，不必反复点击。', en: 'Wait; pressing again does not help.' },
  },
  server_busy: {
    status: 429,
    zh: '系统繁忙，请求尚未办理。',
    en: 'The system is busy; your request was not carried out.',
    do: { zh: '请稍后重试，已保存的内容不会丢失。', en: 'Try again shortly; what was saved is not lost.' },
  },
  storage_full: {
    status: 507,
    zh: '存储空间不足，暂停受理新业务，已开考的作答照常保存。',
    en: 'Storage is running out: no new work is taken, running exams go on being saved.',
    do: { zh: '请联系系统管理员。', en: 'Call the system administrator.' },
  },
  policy_missing: {
    status: 422,
    zh: '{date} 没有生效的政策参数“{key}”。',
    en: 'No policy row “{key}” is in force on {date}.',
    do: { zh: '请由中心发布该参数及其依据。', en: 'The Center must publish the row with its source.' },
  },
  policy_value_wrong: {
    status: 422,
    zh: '政策参数“{key}”的值不合要求。',
    en: 'The value of the policy “{key}” is not acceptable.',
    do: { zh: '请核对类型和取值范围。', en: 'Check its type and range.' },
  },
  date_invalid: {
    status: 422,
    zh: '日期不存在或格式不对。',
    en: 'There is no such date, or it is written wrongly.',
    do: { zh: '请按 2026-05-18 的格式填写。', en: 'Write it as in 2026-05-18.' },
  },
} as const;

export const refusals = {
  ...generalRefusals,
  ...peopleRefusals,
  ...standardRefusals,
  ...itemRefusals,
  ...paperRefusals,
  ...sittingRefusals,
  ...markingRefusals,
  ...siteRefusals,
  ...cardRefusals,
  ...batchRefusals,
  ...resultRefusals,
  ...reviewRefusals,
  ...certificateRefusals,
  ...reportRefusals,
} as const satisfies Record<string, RefusalText>;

export type RefusalCode = keyof typeof refusals;

type Placeholder<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** The facts that the sentences of one code need. */
export type FactsOf<C extends RefusalCode> = Readonly<
  Record<Placeholder<(typeof refusals)[C]['en'] | (typeof refusals)[C]['do']['en']>, Fact>
>;

/** True when the text is a known refusal code: for answers that come over the wire. */
export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(refusals, code);
}

const vocabularies: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  state: { ...itemStates, ...batchStates },
  needed: batchStates,
  packageState: workPackageStates,
  packageNeeded: workPackageStates,
  post: posts,
  level: levelNames,
  part: partNames,
  axis: scopeAxes,
  kind: cardKinds,
  reason: recusalReasons,
  column: rosterColumns,
  criterion: criteria,
  field: itemFields,
  questionFault: questionFaults,
  mediaFault: mediaFaults,
  choices: { ...idTypeNames, ...sexNames, ...educationNames },
};

/** Facts whose words are made of parts, such as the rule `content.B2.1`. */
const phrases: Readonly<Record<string, (value: string) => Words>> = {
  rule: wordsOfRule,
  relaxation: wordsOfRelaxation,
};

function wordFor(name: string, facts: Facts, lang: Lang): string {
  const fact = facts[name];
  if (fact === undefined || fact === null) return '—';
  if (typeof fact === 'boolean') return { zh: fact ? '是' : '否', en: fact ? 'yes' : 'no' }[lang];
  if (typeof fact !== 'string') return String(fact);
  // One fault among many is told by its own sentence, from the facts that came with it.
  if (name === 'fault' && isRefusalCode(fact)) return fill(refusals[fact][lang], facts, lang);
  const words = vocabularies[name];
  const phrase = phrases[name];
  if (!words && !phrase) return fact;
  const names = fact
    .split(',')
    .map((value) => (words && Object.hasOwn(words, value) ? words[value] : phrase?.(value))?.[lang] ?? value);
  return names.join(lang === 'zh' ? '、' : ', ');
}

function fill(text: string, facts: Facts, lang: Lang): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => wordFor(name, facts, lang));
}

/**
 * The refusal in the person's language: the sentence and the next step. Facts that are words of the system (states,
 * posts, levels, parts, rules of a paper; lists separated by commas) are shown by name; a missing fact is shown as a dash.
 */
export function describeRefusal(
  code: RefusalCode,
  facts: Facts,
  lang: Lang,
): { sentence: string; do: string } {
  const row: RefusalText = refusals[code];
  return { sentence: fill(row[lang], facts, lang), do: fill(row.do[lang], facts, lang) };
}
