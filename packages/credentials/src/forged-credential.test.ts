import { ed25519 } from '@noble/curves/ed25519.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { signDocument, verifyDocument } from './data-integrity.ts';
import { buildDidKeyMethod, encodeDidKey } from './did-key.ts';
import type { Json, JsonObject } from './json.ts';
import { isJsonObject } from './json.ts';
import { decodeBase58, encodeBase58 } from './multibase.ts';
import { buildOpenBadge, recordFromCredential } from './open-badge.ts';
import { sampleBadge } from './sample-badge.ts';

const issuerSecret = new Uint8Array(32).fill(1);
const forgerSecret = new Uint8Array(32).fill(2);
const issuerMethod = 'did:web:center.example#2026-a';
const issuerKey = ed25519.getPublicKey(issuerSecret);
const forgerMethod = buildDidKeyMethod(ed25519.getPublicKey(forgerSecret));

const findKey = (method: string) => (method === issuerMethod ? issuerKey : null);
const sign = (document: JsonObject, secret: Uint8Array, verificationMethod: string) =>
  signDocument(document, {
    cryptosuite: 'eddsa-rdfc-2022',
    signer: { verificationMethod, sign: (bytes) => ed25519.sign(bytes, secret) },
    created: '2026-05-20T08:00:00Z',
  });

let valid: JsonObject;
let forged: JsonObject;
let renamed: JsonObject;
beforeAll(async () => {
  const unsigned = buildOpenBadge(sampleBadge);
  valid = await sign(unsigned, issuerSecret, issuerMethod);
  // The forger's own signature, under the forger's name and under the issuer's.
  forged = await sign(unsigned, forgerSecret, forgerMethod);
  renamed = await sign(unsigned, forgerSecret, issuerMethod);
});

/** Mulberry32: the same thousand forgeries on every machine. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

type Random = ReturnType<typeof createRandom>;
type Mutation = (credential: JsonObject, random: Random) => Json;
type Path = readonly string[];

const pick = <T>(values: readonly T[], random: Random): T => values[random(values.length)]!;
const isText = (value: Json) => typeof value === 'string';
const isList = (value: Json) => Array.isArray(value);
const isLeaf = (value: Json) => !isList(value);
const find = (tree: Json, path: Path): Json =>
  path.reduce((inner, name) => (inner as JsonObject)[name]!, tree);

/** Every place in the tree, the root left out. */
function listPaths(tree: Json): Path[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([name, member]: [string, Json]) => [
    [name],
    ...listPaths(member).map((path) => [name, ...path]),
  ]);
}

function replaceAt(tree: Json, path: Path, change: (value: Json) => Json): Json {
  const [head, ...rest] = path;
  if (head === undefined) return change(tree);
  const entries = Object.entries(tree as JsonObject).map(([name, member]): [string, Json] => [
    name,
    name === head ? replaceAt(member, rest, change) : member,
  ]);
  // Unlike assignment, fromEntries can make a member called __proto__.
  return isList(tree) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}

type Change<T> = (value: T, random: Random) => Json;

const changeSome =
  (accepts: (value: Json) => boolean, change: Change<Json>): Mutation =>
  (credential, random) => {
    const paths = listPaths(credential).filter((path) => accepts(find(credential, path)));
    return replaceAt(credential, pick(paths, random), (value) => change(value, random));
  };
const changeText = (change: Change<string>) =>
  changeSome(isText, (value, random) => change(value as string, random));
const changeList = (change: Change<Json[]>) =>
  changeSome(isList, (value, random) => change(value as Json[], random));
const changeNode = (change: Change<JsonObject>) =>
  changeSome(isJsonObject, (value, random) => change(value as JsonObject, random));

const letters = Array.from('0123456789abcdefXYZ车工级 -:');
const values: readonly Json[] = [null, true, false, 0, 1, 1.5, '', 'x', [], {}, [null]];
const words = 'description image alignment endorsement narrative url nameZh workType evidence'.split(' ');
const keywords = '@id @context @graph @included @reverse @language @index @nest __proto__'.split(' ');
const absent = (node: JsonObject, names: readonly string[]) =>
  names.filter((name) => !Object.hasOwn(node, name));
const addMember = (node: JsonObject, name: string, value: Json) =>
  Object.fromEntries([...Object.entries(node), [name, value]]);

const mutations: Record<string, Mutation> = {
  'a character changed': changeText((text, random) => {
    const i = random(text.length);
    const others = letters.filter((letter) => letter !== text[i]);
    return text.slice(0, i) + pick(others, random) + text.slice(i + 1);
  }),
  'a character inserted': changeText((text, random) => {
    const i = random(text.length + 1);
    return text.slice(0, i) + pick(letters, random) + text.slice(i);
  }),
  'a character removed': changeText((text, random) => {
    const i = random(text.length);
    return text.slice(0, i) + text.slice(i + 1);
  }),
  'a text replaced by another of the credential': (credential, random) => {
    const paths = listPaths(credential).filter((path) => isText(find(credential, path)));
    return replaceAt(credential, pick(paths, random), () => find(credential, pick(paths, random)));
  },
  'a value of another kind': changeSome(
    () => true,
    (_value, random) => pick(values, random),
  ),
  'a member or element removed': (credential, random) => {
    const path = pick(listPaths(credential), random);
    return replaceAt(credential, path.slice(0, -1), (parent) => {
      const rest = Object.entries(parent as JsonObject).filter(([name]) => name !== path.at(-1));
      return isList(parent) ? rest.map(([, member]) => member) : Object.fromEntries(rest);
    });
  },
  'a member renamed': changeNode((node, random) => {
    const old = pick(Object.keys(node), random);
    const name = pick(absent(node, [...words, ...keywords, 'x', 'nameEn', 'id', '@type', '@value']), random);
    return Object.fromEntries(
      Object.entries(node).map(([member, value]) => [member === old ? name : member, value]),
    );
  }),
  'an undefined word added': changeNode((node, random) => addMember(node, `word${random(1000)}`, 'x')),
  'a defined word added': changeNode((node, random) =>
    addMember(node, pick(absent(node, words), random), pick([...values, 'urn:x', ['x']], random)),
  ),
  'a keyword added': changeNode((node, random) =>
    addMember(node, pick(absent(node, keywords), random), pick(values, random)),
  ),
  'an element added': changeList((list, random) => [
    ...list,
    pick(['x', 'VerifiableCredential', list[0]!, { x: 1 }, ...values], random),
  ]),
  'a list reversed': changeList((list) => list.toReversed()),
  'a value wrapped in a list': changeSome(isLeaf, (value) => [value]),
  'a text wrapped in an object': changeText((value, random) =>
    pick<Json>([{ id: value }, { '@value': value }, { '@id': value }], random),
  ),
  'another signature': (credential, random) =>
    replaceAt(credential, ['proof', 'proofValue'], (value) => {
      const signature = decodeBase58(value as string);
      const i = random(64);
      signature[i] = signature[i]! ^ (1 << random(8));
      return encodeBase58(signature);
    }),
  "the forger's proof": (credential, random) =>
    // What each forgery says differs too, so that no two are alike.
    replaceAt({ ...credential, proof: pick([forged, renamed], random)['proof']! }, ['name'], (name) =>
      pick([name, `${name as string}${random(1000)}`], random),
    ),
  "the forger's key named": (credential, random) => {
    const others = [
      encodeDidKey(issuerKey),
      'did:web:center.example',
      `did:web:center.example#${random(1000)}`,
    ];
    return replaceAt(credential, ['proof', 'verificationMethod'], () =>
      pick([forgerMethod, ...others], random),
    );
  },
};

describe('a forged credential', () => {
  it('is never accepted: 1,000 seeded single mutations of a valid one', { timeout: 120_000 }, async () => {
    const random = createRandom(20_260_520);
    const names = Object.keys(mutations);
    const original = JSON.stringify(valid);
    const seen = new Set<string>();
    const accepted: string[] = [];
    const heldByProofAlone = new Set<string>();
    for (let tried = 0; seen.size < 1000; tried++) {
      const name = names[tried % names.length]!;
      const credential = mutations[name]!(valid, random);
      const text = JSON.stringify(credential);
      if (text === original || seen.has(text)) continue;
      seen.add(text);
      const verdict = await verifyDocument(credential, { findKey });
      if (!verdict.holds) continue;
      heldByProofAlone.add(name);
      if (recordFromCredential(credential) !== null) accepted.push(name);
    }
    expect(accepted).toEqual([]);
    // The proof signs what is said, so it alone lets pass other spellings of the same statements, and nothing else.
    const spellings = ['a list reversed', 'a value wrapped in a list', 'a text wrapped in an object'];
    expect([...heldByProofAlone].filter((name) => !spellings.includes(name))).toEqual([]);
    expect(heldByProofAlone.size).toBeGreaterThan(0);
  });

  it('is told from the valid one, which is accepted', async () => {
    expect(await verifyDocument(valid, { findKey })).toMatchObject({
      holds: true,
      verificationMethod: issuerMethod,
    });
    expect(recordFromCredential(valid)).toEqual(sampleBadge);
  });

  it('is made from one whose proof is the same on every machine and in every year', () => {
    // Seen alike in Node and in Chromium. A change of this value breaks every certificate ever issued.
    expect(find(valid, ['proof', 'proofValue'])).toBe(
      'z3EFtBSA6PAfcZkCHbCAvjipZWAgvfEseox2UDjbbFwU9BUka9dFAG7ADLM1hcLMzaC1cucbZL4o4E3TitA3VEioF',
    );
  });

  it.each([
    ["the forger's key under its own name", () => forged, 'key_unknown'],
    ["the forger's key under the issuer's name", () => renamed, 'signature_wrong'],
    ['an undefined word', () => ({ ...valid, honours: 'yes' }), 'document_unsafe'],
    ['another name', () => replaceAt(valid, ['credentialSubject', 'name'], () => '李四'), 'signature_wrong'],
    [
      'a swapped photo',
      () => replaceAt(valid, ['credentialSubject', 'photoDigest'], () => '0'.repeat(64)),
      'signature_wrong',
    ],
    [
      'another context in front',
      () => replaceAt(valid, ['@context'], (urls) => ['https://evil.example/v1', ...(urls as string[])]),
      'document_unsafe',
    ],
    [
      'a context left out',
      () => replaceAt(valid, ['@context'], (urls) => (urls as string[]).slice(0, 2)),
      'document_unsafe',
    ],
  ])('is refused with its reason: %s', async (_what, forge, reason) => {
    expect(await verifyDocument(forge(), { findKey })).toMatchObject({ holds: false, reason });
  });
});
