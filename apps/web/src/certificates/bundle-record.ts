// What was certified, read out of the signed credential of a bundle. Known fields get their names; whatever else was
// signed is shown too, under its own path, so that nothing certified stays unseen.

interface Names {
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface SignedRecord {
  readonly name: string;
  readonly idType: string;
  readonly idNumberMasked: string;
  readonly certificateNumber: string;
  readonly issuedOn: string;
  readonly occupation: Names & { readonly edition: string; readonly code: string };
  readonly workType: Names | null;
  readonly level: Names & { readonly code: string };
  readonly institutionName: string;
  readonly site: { readonly name: string; readonly code: string; readonly scopeSentence: string };
  readonly scores: readonly { readonly name: string; readonly value: string }[];
  readonly photoDigest: string | null;
  /** All leaves of the credential outside its proof, as `path` and text. */
  readonly leaves: readonly { readonly path: string; readonly text: string }[];
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };

/** The record of a bundle's text; null for a text that carries none. Says nothing about its being genuine. */
export function readRecord(bundle: string): SignedRecord | null {
  try {
    const { credential } = JSON.parse(bundle) as { credential: { [member: string]: Json } };
    const { proof: _, ...unsecured } = credential;
    const at = (path: string) => valueAt(unsecured, path);
    const text = (path: string) => textOf(at(path));
    const subject = 'credentialSubject';
    const names = (path: string): Names => ({ nameZh: text(`${path}.nameZh`), nameEn: text(`${path}.nameEn`) });
    const achievement = `${subject}.achievement`;
    const site = `${subject}.assessmentSite`;
    if (text(`${subject}.certificateNumber`) === '') return null;
    return {
      name: text(`${subject}.name`),
      idType: text(`${subject}.idType`),
      idNumberMasked: text(`${subject}.idNumberMasked`),
      certificateNumber: text(`${subject}.certificateNumber`),
      issuedOn: text(`${subject}.issuedOn`),
      occupation: {
        ...names(`${achievement}.occupation`),
        edition: text(`${achievement}.occupation.occupationEdition`),
        code: text(`${achievement}.occupation.occupationCode`),
      },
      workType: at(`${subject}.workType`) === undefined ? null : names(`${subject}.workType`),
      level: { ...names(`${achievement}.skillLevel`), code: text(`${achievement}.skillLevel.levelCode`) },
      institutionName: text('issuer.name'),
      site: { name: text(`${site}.name`), code: text(`${site}.siteCode`), scopeSentence: text(`${site}.scopeSentence`) },
      scores: readScores(unsecured),
      photoDigest: text(`${subject}.photoDigest`) || null,
      leaves: leavesOf(unsecured, ''),
    };
  } catch {
    return null;
  }
}

function readScores(credential: Json): { name: string; value: string }[] {
  const results = valueAt(credential, 'credentialSubject.result');
  const descriptions = valueAt(credential, 'credentialSubject.achievement.resultDescription');
  if (!Array.isArray(results) || !Array.isArray(descriptions)) return [];
  return results.map((result: Json) => {
    const id = textOf(valueAt(result, 'resultDescription'));
    const description = descriptions.find((each: Json) => textOf(valueAt(each, 'id')) === id) as Json | undefined;
    const most = description === undefined ? '' : textOf(valueAt(description, 'valueMax'));
    return {
      name: description === undefined ? id : textOf(valueAt(description, 'name')),
      value: most === '' ? textOf(valueAt(result, 'value')) : `${textOf(valueAt(result, 'value'))} / ${most}`,
    };
  });
}

function valueAt(value: Json, path: string): Json | undefined {
  let current: Json | undefined = value;
  for (const member of path.split('.')) {
    if (typeof current !== 'object' || current === null || Array.isArray(current)) return undefined;
    current = (current as { readonly [name: string]: Json })[member];
  }
  return current;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function leavesOf(value: Json, path: string): { path: string; text: string }[] {
  if (typeof value !== 'object' || value === null) return [{ path, text: textOf(value) }];
  const members: readonly (readonly [string, Json])[] = Array.isArray(value)
    ? value.map((each: Json, index) => [String(index + 1), each] as const)
    : Object.entries(value);
  return members.flatMap(([member, each]) => leavesOf(each, path === '' ? member : `${path}.${member}`));
}
