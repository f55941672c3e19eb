/** Refusals of persons, logins, posts and permissions. One sentence for all failed logins: it must not tell which part was wrong. */
export const peopleRefusals = {
  login_required: {
    status: 401,
    zh: '请先登录。',
    en: 'Please log in first.',
    do: { zh: '登录后会回到本页。', en: 'You come back to this page after logging in.' },
  },
  login_failed: {
    status: 401,
    zh: '账号或密码不正确。',
    en: 'The account or the password is not right.',
    do: { zh: '请核对后重试，注意大小写。', en: 'Check both and try again; capitals matter.' },
  },
  login_locked: {
    status: 423,
    zh: '失败次数过多，账号已锁定，{minutes} 分钟后自动解锁。',
    en: 'Too many failures: the account is locked for {minutes} minutes.',
    do: {
      zh: '请稍后再试，或请安全管理员解锁。',
      en: 'Wait, or ask the security administrator to unlock it.',
    },
  },
  totp_required: {
    status: 401,
    zh: '此岗位登录需要动态口令。',
    en: 'This post needs a one-time code to log in.',
    do: { zh: '请输入验证器上显示的 6 位数字。', en: 'Enter the six digits shown by your authenticator.' },
  },
  totp_wrong: {
    status: 401,
    zh: '动态口令不正确或已过期。',
    en: 'The one-time code is wrong or has expired.',
    do: {
      zh: '请等下一组数字出现后再输入，并核对手机时间。',
      en: 'Wait for the next code, and check the clock of your phone.',
    },
  },
  totp_replayed: {
    status: 401,
    zh: '这一动态口令已经用过。',
    en: 'This one-time code was already used.',
    do: { zh: '请等下一组数字出现后再输入。', en: 'Wait for the next code.' },
  },
  session_expired: {
    status: 401,
    zh: '登录已过期。',
    en: 'Your login has expired.',
    do: { zh: '请重新登录。', en: 'Please log in again.' },
  },
  origin_refused: {
    status: 403,
    zh: '请求不是从本系统页面发出的。',
    en: 'The request did not come from a page of this system.',
    do: { zh: '请从官方网址进入后操作。', en: 'Open the official address and do it there.' },
  },
  post_missing: {
    status: 403,
    zh: '办理此事需要岗位：{post}。',
    en: 'This act needs the post: {post}.',
    do: { zh: '请由具有该岗位的人员办理，或申请授岗。', en: 'Ask a holder of the post, or apply for it.' },
  },
  post_clash: {
    status: 409,
    zh: '岗位 {post} 不能由同一人兼任。',
    en: 'One person may not hold these posts together: {post}.',
    do: {
      zh: '请授予另一人，或先免去其中一个岗位。',
      en: 'Grant it to another person, or withdraw one of the posts first.',
    },
  },
  site_not_yours: {
    status: 404,
    zh: '没有找到所要的内容。',
    en: 'Nothing was found here.',
    do: { zh: '请核对网址或编号。', en: 'Check the address or the number.' },
  },
  second_person_required: {
    status: 403,
    zh: '此事须由两人办理，不能由同一人确认。',
    en: 'This act needs two persons; you cannot confirm your own step.',
    do: { zh: '请由另一位有权人员确认。', en: 'Ask another entitled person to confirm it.' },
  },
  reason_required: {
    status: 422,
    zh: '此项操作须写明理由。',
    en: 'This act needs a reason.',
    do: { zh: '请填写理由，理由将存证。', en: 'Write the reason; it is kept in the ledger.' },
  },
  password_too_weak: {
    status: 422,
    zh: '密码至少 {length} 位，且不能是常见密码。',
    en: 'A password needs at least {length} characters and must not be a common one.',
    do: { zh: '建议用几个不相干的词组成长密码。', en: 'A long one made of unrelated words is best.' },
  },
  account_name_taken: {
    status: 409,
    zh: '此账号名已被使用。',
    en: 'This account name is taken.',
    do: { zh: '请换一个账号名。', en: 'Choose another one.' },
  },
  person_duplicate: {
    status: 409,
    zh: '此证件号码的人员已登记。',
    en: 'A person with this identity document is already registered.',
    do: {
      zh: '请使用已有记录；若信息有误，请申请更正。',
      en: 'Use the existing record, or apply for a correction.',
    },
  },
  person_name_invalid: {
    status: 422,
    zh: '姓名不符合要求：应为 1–{limit} 个字，不含控制符和不可见字符。',
    en: 'The name must have 1–{limit} characters, without control or invisible ones.',
    do: { zh: '请按证件重新输入，不要从网页复制。', en: 'Type it as on the document instead of copying it.' },
  },
  id_type_unknown: {
    status: 422,
    zh: '证件类型不在允许范围内。',
    en: 'This type of identity document is not known.',
    do: { zh: '请从列表中选择证件类型。', en: 'Choose the type from the list.' },
  },
  id_number_format_wrong: {
    status: 422,
    zh: '证件号码的位数或字符不对。',
    en: 'The number of the document has a wrong length or a wrong character.',
    do: { zh: '请对照证件逐位核对。', en: 'Compare it with the document, digit by digit.' },
  },
  id_number_fifteen_digits: {
    status: 422,
    zh: '这是 15 位旧身份证号码，第一代居民身份证已自 2013 年 1 月 1 日起停止使用。',
    en: 'This is a 15-digit number of the first-generation identity card, out of use since 1 January 2013.',
    do: { zh: '请填写现行身份证上的 18 位号码。', en: 'Enter the 18 characters of the present card.' },
  },
  id_number_lost_digits: {
    status: 422,
    zh: '表格软件把证件号码当作数字，末几位已丢失。',
    en: 'The spreadsheet turned the number into a figure and lost its last digits.',
    do: {
      zh: '请把该列设为“文本”格式后重新填写号码。',
      en: 'Set the column to “text” and type the number again.',
    },
  },
  id_number_check_digit_wrong: {
    status: 422,
    zh: '证件号码校验位不符，号码中有错位或错字。',
    en: 'The check digit does not fit: the number holds a slip.',
    do: { zh: '请对照证件逐位核对。', en: 'Compare it with the document, digit by digit.' },
  },
  id_number_region_unknown: {
    status: 422,
    zh: '证件号码的地区码 {region} 不存在。',
    en: 'The region {region} of the number does not exist.',
    do: { zh: '请核对号码的前几位。', en: 'Check the leading digits.' },
  },
  id_number_date_wrong: {
    status: 422,
    zh: '证件号码中的出生日期不存在或晚于今天。',
    en: 'The date of birth within the number does not exist or lies in the future.',
    do: { zh: '请核对第 7 至 14 位。', en: 'Check characters 7 to 14.' },
  },
  uscc_format_wrong: {
    status: 422,
    zh: '统一社会信用代码应为 18 位数字和大写字母（不含 I、O、S、V、Z）。',
    en: 'A unified social credit code has 18 digits and capitals (no I, O, S, V, Z).',
    do: { zh: '请对照营业执照或法人证书核对。', en: 'Compare it with the licence.' },
  },
  uscc_check_wrong: {
    status: 422,
    zh: '统一社会信用代码校验不符（{place}）。',
    en: 'A check digit of the unified social credit code does not fit ({place}).',
    do: { zh: '请对照营业执照或法人证书逐位核对。', en: 'Compare it with the licence, digit by digit.' },
  },
  phone_invalid: {
    status: 422,
    zh: '手机号码不对。',
    en: 'The mobile number is not valid.',
    do: {
      zh: '请填写 11 位手机号；境外号码请加“+”和国家码。',
      en: 'Enter 11 digits, or “+” and the country code for a foreign number.',
    },
  },
} as const;
