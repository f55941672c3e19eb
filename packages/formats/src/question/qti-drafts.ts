// Items of a QTI file or package for a bank: each keeps its own document, upgraded and cleaned, made whole where parts of it lie
// in other files of the package – rules in a template of its own, text in a shared stimulus.
import type { CheckProblem, CheckSource } from '../check.ts';
import { noFacts } from '../exchange/exchange-item.ts';
import type { ItemFacts } from '../exchange/exchange-item.ts';
import { element } from '../exchange/xml-text.ts';
import { removeActiveContent } from '../qti/active-content.ts';
import { readQti } from '../qti/content.ts';
import type { Item } from '../qti/model.ts';
import { findPath, resolvePath } from '../qti/package-paths.ts';
import { collectProblems } from '../qti/problems.ts';
import { standardTemplateOf, upgradeDocument, versionOf } from '../qti/upgrade.ts';
import { decodeXml } from '../qti/xml-bytes.ts';
import { readXml } from '../qti/xml.ts';
import { childrenOf, elementsOf, findChild } from '../qti/xml-tree.ts';
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';
import { exchangeOfQti } from '../qti-writing/exchange-of-qti.ts';
import type { Resolve } from '../qti-writing/item-files.ts';
import { readRecord } from '../qti-writing/item-record.ts';
import type { FoundItem } from './found-item.ts';
import { exactItemOf, mapAssets, settleQuestion } from './question-document.ts';
import { simpleQuestionOf } from './simple-item.ts';

type Files = ReadonlyMap<string, Uint8Array>;

function filePathOf(href: string, from: string, files: Files): string | null {
  const target = resolvePath(href, from);
  return target.kind === 'path' ? findPath(files, target.path) : null;
}

/** The body of a shared stimulus, its addresses as the item would write them; null where it cannot be read. */
function readStimulus(path: string, files: Files, problems: CheckProblem[]): XmlElement | null {
  const text = decodeXml(files.get(path) ?? new Uint8Array());
  const read = text === null ? null : readXml(text);
  const version = read && 'root' in read ? versionOf(read.root) : null;
  if (!read || 'fault' in read || !version) return null;
  const list = collectProblems(path, problems);
  const root = removeActiveContent(upgradeDocument(read.root, version, list), list);
  const body = findChild(root, 'qti-stimulus-body');
  return (
    body && { ...element('div', { class: 'qti-shared-stimulus' }, body.children), namespace: body.namespace }
  );
}

/** The document with its stimuli in its own body; a stimulus that is not there stays named, for the bank to refuse. */
function withStimuli(item: Item, files: Files, problems: CheckProblem[]): XmlElement {
  const { body, root } = item;
  if (!body || item.stimuli.length === 0) return root;
  const taken = new Set<string>();
  const texts = item.stimuli.flatMap(({ href }) => {
    const path = filePathOf(href, item.file, files);
    const text = path === null ? null : readStimulus(path, files, problems);
    if (!text || path === null) return [];
    taken.add(href);
    const climb = '../'.repeat(item.file.split('/').length - 1);
    return [
      mapAssets(text, (inner) => {
        const target = resolvePath(inner, path);
        return target.kind === 'path' ? `${climb}${target.path}` : inner;
      }),
    ];
  });
  const children = root.children.flatMap((child): XmlNode[] => {
    if (child === body) return [{ ...body, children: [...texts, ...body.children] }];
    const isTaken =
      child.kind === 'element' &&
      child.name === 'qti-assessment-stimulus-ref' &&
      taken.has(child.attributes.get('href')?.trim() ?? '');
    return isTaken ? [] : [child];
  });
  return { ...root, children };
}

/** The document with the rules of a template that came in the package as its own rules. */
function withRules(
  root: XmlElement,
  item: Item,
  templates: ReadonlyMap<string, readonly XmlElement[]>,
): XmlElement {
  const processing = item.responseProcessing;
  if (!processing || processing.rules.length > 0 || standardTemplateOf(processing.template) !== null)
    return root;
  const rules = templates.get(processing.template ?? '') ?? templates.get(processing.templateLocation ?? '');
  if (!rules) return root;
  return {
    ...root,
    children: root.children.map((child) =>
      child.kind === 'element' && child.name === 'qti-response-processing'
        ? { ...child, attributes: new Map(), children: rules }
        : child,
    ),
  };
}

/** Parts of a document that the bank's own form has no place for. */
const only =
  /^qti-(?:rubric-block|catalog-info|stylesheet|assessment-stimulus-ref|template-declaration|companion-materials-info)$/;

/** True where nothing but question, options and key can be lost: its rules are a standard template. */
function isStandard(root: XmlElement): boolean {
  const processing = findChild(root, 'qti-response-processing');
  return (
    [...elementsOf(root)].every(({ name }) => !only.test(name)) &&
    (processing === null || childrenOf(processing).length === 0)
  );
}

function factsOf(root: XmlElement): ItemFacts {
  const record = readRecord(root);
  const number = (name: string) => {
    const value = Number(record.get(name) ?? Number.NaN);
    return Number.isFinite(value) ? value : null;
  };
  return {
    ...noFacts,
    point: record.get('point') ?? null,
    difficulty: number('difficulty'),
    angoff: number('angoff'),
    seconds: number('seconds'),
    source: record.get('source') ?? null,
    rationale: record.get('rationale') ?? null,
  };
}

/** Every item of the source; what is wrong with the files is added to `problems`. */
export function draftsOfQti(source: CheckSource, problems: CheckProblem[]): FoundItem[] {
  const content = readQti(source);
  const files: Files = source.kind === 'package' ? source.files : new Map();
  problems.push(...content.problems);
  if (content.tests.length > 0)
    problems.push({
      severity: 'warning',
      code: 'tests_left',
      where: source.name,
      message: '试卷结构不进入题库，只读取其中的试题。 Tests are left behind: only their items are read.',
    });
  return content.items.map((item): FoundItem => {
    const resolve: Resolve = (href) => {
      const path = filePathOf(href, item.file, files);
      return path === null ? null : (files.get(path) ?? null);
    };
    const root = withRules(withStimuli(item, files, problems), item, content.templates);
    const { item: exchanged, lost } = exchangeOfQti(root, resolve);
    const read = exchanged !== null && lost.length === 0 ? simpleQuestionOf(exchanged, false) : null;
    const simple = read && (isStandard(root) || exactItemOf(root, resolve) !== null) ? read : null;
    return {
      id: readRecord(root).get('id') ?? item.id,
      category: exchanged?.category ?? '',
      tags: exchanged?.tags ?? [],
      facts: factsOf(root),
      question: simple ?? ((id) => settleQuestion(root, resolve, id, noFacts)),
    };
  });
}
