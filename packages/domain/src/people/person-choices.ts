// Choices of a person's record that sheets and forms offer by name.

/** Identity documents (证件类型). How each is checked: resident-id.ts. */
export const idTypeNames = {
  resident_id: { zh: '居民身份证', en: 'Resident identity card' },
  hk_macao_residence: { zh: '港澳居民居住证', en: 'Residence permit for Hong Kong and Macao residents' },
  taiwan_residence: { zh: '台湾居民居住证', en: 'Residence permit for Taiwan residents' },
  hk_macao_travel: {
    zh: '港澳居民来往内地通行证',
    en: 'Mainland travel permit for Hong Kong and Macao residents',
  },
  taiwan_travel: { zh: '台湾居民来往大陆通行证', en: 'Mainland travel permit for Taiwan residents' },
  permanent_residence: { zh: '外国人永久居留身份证', en: 'Foreign permanent resident card' },
  passport: { zh: '护照', en: 'Passport' },
} as const;

export type IdType = keyof typeof idTypeNames;

/** GB/T 2261.1, as far as identity documents carry it. */
export const sexNames = {
  male: { zh: '男', en: 'male' },
  female: { zh: '女', en: 'female' },
} as const;

export type Sex = keyof typeof sexNames;

/** Education by the groups of GB/T 4658. */
export const educationNames = {
  primary: { zh: '小学及以下', en: 'primary school or less' },
  junior_secondary: { zh: '初中', en: 'junior secondary school' },
  senior_secondary: { zh: '高中', en: 'senior secondary school' },
  vocational: { zh: '中职', en: 'secondary vocational or technical school' },
  college: { zh: '大专', en: 'junior college' },
  bachelor: { zh: '本科', en: 'bachelor' },
  master: { zh: '硕士', en: 'master' },
  doctor: { zh: '博士', en: 'doctor' },
} as const;

export type Education = keyof typeof educationNames;

/** The key of a choice given by key, Chinese or English name; undefined when it is none of the table. */
export function findChoice<K extends string>(
  table: Readonly<Record<K, { readonly zh: string; readonly en: string }>>,
  text: string,
): K | undefined {
  const wanted = text.trim().toLowerCase();
  return (Object.keys(table) as K[]).find((key) =>
    [key, table[key].zh, table[key].en].some((name) => name.toLowerCase() === wanted),
  );
}
