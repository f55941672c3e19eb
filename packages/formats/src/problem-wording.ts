// What each problem of a file is, in Chinese, by its code: the English sentence behind it says the names and numbers.

/** A sentence for every code; empty where the message itself is in both languages. */
export const problemWording = {
  x: '',
} as const satisfies Record<string, string>;

/** The codes of problems that readers and writers tell. */
export type ProblemCode = keyof typeof problemWording;

/** The sentence in both languages: the Chinese one of the code, then the English one given. */
export function wordProblem(code: ProblemCode, english: string): string {
  const chinese = problemWording[code];
  return chinese === '' ? english : `${chinese} ${english}`;
}
