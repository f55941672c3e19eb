// A question as a writer fills it in, and the item that it makes; a document is shown in this form only where the form says
// all of it, so that saving loses nothing.
import { makeItem, plainEssay } from '../exchange/exchange-item.ts';
import type { Answer, ExchangeItem } from '../exchange/exchange-item.ts';
import type { XmlElement } from '../qti/xml-tree.ts';
import { exchangeOfQti } from '../qti-writing/exchange-of-qti.ts';
import { writeQtiDocument } from '../qti-writing/qti-xml.ts';
import { emptyForm, mediaIn } from './form.ts';
import type { FormFault, QuestionForm } from './form.ts';
import { cutGaps, fillGaps, richOfText, textOfRich } from './form-text.ts';
import { writeQuestion } from './question-document.ts';

/** The document's own id in a draft: the bank gives it that of the item. */
const DRAFT_ID = 'item';

function answerOf(form: QuestionForm): Answer {
  const { interaction, options, correct, pairs, steps, lines, guide } = form;
  switch (interaction) {
    case 'judgement':
      return { kind: 'judgement', correct: correct[0] === 'true', feedbackTrue: null, feedbackFalse: null };
    case 'single':
    case 'multiple':
      return {
        kind: 'choice',
        isSingle: interaction === 'single',
        scoring: interaction === 'single' ? 'sum' : 'all',
        shuffle: false,
        numbering: '',
        options: options.map(({ id, text }) => ({
          id,
          text: richOfText(text),
          fraction: correct.includes(id) ? 100 : 0,
          feedback: null,
        })),
      };
    case 'blank':
      return { kind: 'cloze', gaps: cutGaps(form.stem).gaps };
    case 'matching':
      return {
        kind: 'match',
        shuffle: true,
        pairs: pairs.map(({ left, right }) => ({
          prompt: left.trim() === '' ? null : richOfText(left.trim()),
          answer: right.trim(),
        })),
      };
    case 'ordering':
      return {
        kind: 'order',
        elements: steps.map((step) => richOfText(step.trim())),
        layout: '',
        grading: '',
      };
    case 'written':
      return {
        kind: 'essay',
        ...plainEssay,
        responseFormat: 'plain',
        lines,
        graderInfo: guide.trim() === '' ? null : { format: 'plain', text: guide.trim() },
      };
  }
}

/** The item that a form makes. */
export function itemOfForm(form: QuestionForm): ExchangeItem {
  const answer = answerOf(form);
  const isBlank = answer.kind === 'cloze';
  const stem = richOfText((isBlank ? cutGaps(form.stem).text : form.stem).trim());
  const names = new Set(
    [
      form.stem,
      ...form.options.map(({ text }) => text),
      ...form.pairs.map(({ left }) => left),
      ...form.steps,
    ].flatMap(mediaIn),
  );
  return makeItem({
    id: DRAFT_ID,
    stem,
    answer,
    ...(isBlank ? { grade: Math.max(1, answer.gaps.length) } : {}),
    // The bank has the bytes: the document names the addresses alone.
    files: [...names].map((name) => ({ name, path: '/', bytes: new Uint8Array() })),
  });
}

/** The document of a form; `media` are the addresses in it by the names of the files. */
export function writeForm(form: QuestionForm): {
  document: string;
  media: { name: string; href: string }[];
} {
  const item = itemOfForm(form);
  const { root, files } = writeQuestion(item);
  const hrefs = new Map(files.map(({ href }) => [href.split('/').at(-1) ?? '', href]));
  return {
    document: writeQtiDocument(root),
    media: item.files.flatMap(({ name }) => {
      const href = hrefs.get(name);
      return href === undefined ? [] : [{ name, href }];
    }),
  };
}

function formOfAnswer(item: ExchangeItem, stem: string): QuestionForm | null {
  const { answer } = item;
  switch (answer.kind) {
    case 'judgement':
      return { ...emptyForm('judgement'), stem, correct: [String(answer.correct)] };
    case 'choice': {
      const texts = answer.options.map(({ text }) => textOfRich(text));
      const options = texts.map((text, i) => ({ id: answer.options[i]?.id ?? '', text: text ?? '' }));
      const correct = answer.options.filter(({ fraction }) => fraction === 100).map(({ id }) => id);
      const interaction = answer.isSingle ? 'single' : 'multiple';
      return texts.includes(null) ? null : { ...emptyForm(interaction), stem, options, correct };
    }
    case 'cloze': {
      const filled = fillGaps(stem, answer.gaps);
      return filled === null ? null : { ...emptyForm('blank'), stem: filled };
    }
    case 'match': {
      const lefts = answer.pairs.map(({ prompt }) => (prompt ? textOfRich(prompt) : ''));
      const pairs = answer.pairs.map(({ answer: right }, i) => ({ left: lefts[i] ?? '', right }));
      return lefts.includes(null) ? null : { ...emptyForm('matching'), stem, pairs };
    }
    case 'order': {
      const steps = answer.elements.map(textOfRich);
      return { ...emptyForm('ordering'), stem, steps: steps.map((step) => step ?? '') };
    }
    case 'essay':
      return {
        ...emptyForm('written'),
        stem,
        lines: answer.lines,
        guide: answer.graderInfo?.text ?? '',
      };
    default:
      return null;
  }
}

/** The form that makes exactly this document, or null; `media` are the addresses of its stored files. */
export function formOfQuestion(root: XmlElement, media: ReadonlySet<string>): QuestionForm | null {
  const { item } = exchangeOfQti(root, (href) => (media.has(href) ? new Uint8Array() : null));
  const stem = item ? textOfRich(item.stem) : null;
  const form = item && stem !== null ? formOfAnswer(item, stem) : null;
  if (!form || !item) return null;
  // Under its own id, since a bank gives every document the id of its item.
  const again = writeQuestion({ ...itemOfForm(form), id: item.id });
  return writeQtiDocument(again.root) === writeQtiDocument(root) ? form : null;
}

const isRepeated = (texts: readonly string[]) =>
  new Set(texts.map((text) => text.trim())).size < texts.length;

/** Faults of the parts that only these types have; stem, options and key are the affair of the bank's own rules. */
export function faultsOfForm(form: QuestionForm): FormFault[] {
  const faults: FormFault[] = [];
  const say = (isFault: boolean, fault: FormFault) => {
    if (isFault) faults.push(fault);
  };
  const { interaction, stem, pairs, steps } = form;
  if (interaction === 'blank') {
    const { gaps } = cutGaps(stem);
    say(gaps.length === 0, 'gap_missing');
    say(
      gaps.some(({ answers }) => answers.length === 0),
      'gap_empty',
    );
    say(
      gaps.some(
        ({ kind, answers }) =>
          kind === 'choice' &&
          (answers.length < 2 || answers.filter(({ fraction }) => fraction === 100).length !== 1),
      ),
      'gap_key',
    );
    const isNumber = (text: string, tolerance: number | null) =>
      text !== '' && Number.isFinite(Number(text)) && Number.isFinite(tolerance) && (tolerance ?? 0) >= 0;
    say(
      gaps.some(
        ({ kind, answers }) =>
          kind === 'number' && answers.some(({ text, tolerance }) => !isNumber(text, tolerance)),
      ),
      'gap_number',
    );
  }
  if (interaction === 'matching') {
    const whole = pairs.filter(({ left }) => left.trim() !== '');
    say(whole.length < 2, 'pairs_few');
    say(
      pairs.some(({ right }) => right.trim() === ''),
      'pair_half',
    );
    say(isRepeated(whole.map(({ left }) => left)), 'pair_repeated');
  }
  if (interaction === 'ordering') {
    say(steps.length < 2, 'steps_few');
    say(
      steps.some((step) => step.trim() === ''),
      'step_empty',
    );
    say(isRepeated(steps), 'step_repeated');
  }
  return faults;
}
