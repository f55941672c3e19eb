// Reads Moodle XML (Moodle Docs, “Moodle XML format”; question/format/xml of Moodle 4).
import { childrenOf, findChild, textOf } from '../qti/xml-tree.ts';
import type { XmlElement } from '../qti/xml-tree.ts';
import { readXml } from '../qti/xml.ts';
import { makeItem, noFacts, titleOf } from '../exchange/exchange-item.ts';
import type { ExchangeFile, ExchangeItem } from '../exchange/exchange-item.ts';
import { readFactTags } from '../exchange/fact-tags.ts';
import { createProblemList } from '../exchange/reading.ts';
import type { BankReading } from '../exchange/reading.ts';
import { readMoodleAnswer } from './moodle-answers.ts';
import type { Tell } from './moodle-answers.ts';
import {
  innerText,
  readFiles,
  readFlag,
  readNumber,
  readOptionalRich,
  readRich,
  readText,
} from './moodle-text.ts';

/** A bank with pictures is far larger than one item. */
const limits = { characters: 64_000_000, depth: 60, nodes: 2_000_000, attributes: 60 };

const known = new Set(
  (
    'name questiontext generalfeedback defaultgrade penalty hidden idnumber tags hint answer subquestion single shuffleanswers ' +
    'answernumbering correctfeedback partiallycorrectfeedback incorrectfeedback shownumcorrect usecase units responseformat ' +
    'responserequired responsefieldlines attachments attachmentsrequired graderinfo responsetemplate layouttype selecttype ' +
    'gradingtype dragbox selectoption jiangping showstandardinstruction selectcount showgrading numberingstyle unitgradingtype ' +
    'unitpenalty showunits unitsleft instructions'
  ).split(' '),
);

function filesOf(question: XmlElement, tell: Tell): ExchangeFile[] {
  const files = new Map<string, ExchangeFile>();
  const visit = (element: XmlElement, depth: number) => {
    for (const { name, path, bytes } of readFiles(element)) {
      const isInside =
        !name.includes('/') && !name.includes('\\') && name !== '..' && !path.split('/').includes('..');
      if (name === '' || !isInside)
        tell('error', 'file_name', `File name “${(path + name).slice(0, 80)}” is refused.`);
      else if (bytes === null) tell('error', 'file_broken', `File ${name} is not sound base64.`);
      else {
        const before = files.get(path + name);
        const isSame =
          before?.bytes.length === bytes.length && before.bytes.every((byte, i) => byte === bytes[i]);
        if (before && !isSame)
          tell('warning', 'file_name_repeated', `Two different files are named ${name}; the first is kept.`);
        else files.set(path + name, { name, path, bytes });
      }
    }
    if (depth < 6) for (const child of childrenOf(element)) visit(child, depth + 1);
  };
  visit(question, 0);
  return [...files.values()];
}

function combinedOf(question: XmlElement, format: ExchangeItem['stem']['format']): ExchangeItem['combined'] {
  const combined = {
    correct: readOptionalRich(question, 'correctfeedback', format),
    partial: readOptionalRich(question, 'partiallycorrectfeedback', format),
    incorrect: readOptionalRich(question, 'incorrectfeedback', format),
    showsCount: findChild(question, 'shownumcorrect') !== null,
  };
  const isEmpty =
    combined.correct === null &&
    combined.partial === null &&
    combined.incorrect === null &&
    !combined.showsCount;
  return isEmpty ? null : combined;
}

function readQuestion(
  question: XmlElement,
  place: number,
  category: string,
  tell: Tell,
): ExchangeItem | null {
  const type = question.attributes.get('type') ?? '';
  const text = findChild(question, 'questiontext');
  const stem = text ? readRich(text, 'html') : { format: 'html' as const, text: '' };
  const reading = readMoodleAnswer(question, type, stem, tell);
  if (!reading) {
    tell('error', 'moodle_type_unknown', `Questions of type “${type.slice(0, 40)}” are not read.`);
    return null;
  }
  if (stem.text.trim() === '') tell('error', 'stem_missing', 'The question has no text.');
  const ignored = childrenOf(question).filter(({ name }) => !known.has(name));
  for (const name of new Set(ignored.filter((each) => textOf(each).trim() !== '').map((each) => each.name)))
    tell('info', 'moodle_element_ignored', `Element ${name} is not read.`);
  const tags = childrenOf(findChild(question, 'tags') ?? question, 'tag').map((tag) => innerText(tag).trim());
  const marked = readFactTags(tags.filter((tag) => tag !== ''));
  const own = findChild(question, 'jiangping');
  const { answer } = reading;
  const isAll = marked.isAllOrNothing && answer.kind === 'choice' && !answer.isSingle;
  const grade =
    answer.kind === 'cloze'
      ? answer.gaps.reduce((sum, { weight }) => sum + weight, 0)
      : readNumber(readText(question, 'defaultgrade'));
  const id = readText(question, 'idnumber').trim() || `q${place}`;
  const ownStem = { ...stem, text: reading.stemText ?? stem.text };
  const title = readText(question, 'name').trim();
  return makeItem({
    id,
    // A name that only repeats the beginning of the text was made by a writer, for Moodle wants one.
    title: title === titleOf({ id, title: '', stem: ownStem }) ? '' : title,
    category,
    stem: ownStem,
    answer: isAll
      ? {
          ...answer,
          scoring: 'all',
          options: answer.options.map((option) => ({ ...option, fraction: option.fraction > 0 ? 100 : 0 })),
        }
      : answer,
    feedback: readOptionalRich(question, 'generalfeedback', stem.format),
    combined: combinedOf(question, stem.format),
    hints: childrenOf(question, 'hint').map((hint) => ({
      text: readRich(hint, stem.format),
      showsCount: findChild(hint, 'shownumcorrect') !== null,
      clearsWrong: findChild(hint, 'clearwrong') !== null,
    })),
    ...(grade === null ? {} : { grade: answer.kind === 'description' ? 0 : grade }),
    penalty: readNumber(readText(question, 'penalty')),
    isHidden: findChild(question, 'hidden') !== null && readFlag(question, 'hidden', false),
    tags: marked.tags,
    facts: {
      ...noFacts,
      ...marked.facts,
      source: own && findChild(own, 'source') ? readText(own, 'source') : null,
      rationale: own && findChild(own, 'rationale') ? readText(own, 'rationale') : null,
    },
    files: filesOf(question, tell),
  });
}

/** Reads a file of Moodle XML; questions of unknown types are told and left out, every fault has its line. */
export function readMoodleXml(text: string, file: string): BankReading {
  const list = createProblemList(file);
  const xml = readXml(text, limits);
  if ('fault' in xml) {
    list.add('error', xml.fault.code, `:${xml.fault.line}`, xml.fault.message);
    return { items: [], points: [], problems: list.problems };
  }
  if (xml.root.name !== 'quiz')
    list.add('error', 'moodle_no_quiz', ':1', `The root is ${xml.root.name}, not quiz.`);
  const items: ExchangeItem[] = [];
  const ids = new Set<string>();
  let category = '';
  for (const question of xml.root.name === 'quiz' ? childrenOf(xml.root, 'question') : []) {
    const tell: Tell = (severity, code, message) => {
      const name = readText(question, 'name').trim().slice(0, 40);
      list.add(severity, code, `:${question.line}${name === '' ? '' : ` ${name}`}`, message);
    };
    if (question.attributes.get('type') === 'category') {
      category = readText(question, 'category').trim();
      continue;
    }
    const item = readQuestion(question, items.length + 1, category, tell);
    if (!item) continue;
    if (ids.has(item.id)) tell('error', 'item_duplicate_id', `The id ${item.id} stands twice.`);
    ids.add(item.id);
    items.push(item);
  }
  return { items, points: [], problems: list.problems };
}
