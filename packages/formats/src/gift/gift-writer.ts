import { letterOf } from '../exchange/exchange-item.ts';
import type { ExchangeBank, ExchangeItem, RichText } from '../exchange/exchange-item.ts';
import { tagsWithFacts } from '../exchange/fact-tags.ts';
import { loseFields } from '../exchange/losses.ts';
import { createLossList } from '../exchange/reading.ts';
import type { BankWriting, LossList } from '../exchange/reading.ts';
import { escapeGift, writeGiftText } from './gift-text.ts';

const weightOf = (fraction: number) => `%${String(fraction)}%`;

function writeAnswers(item: ExchangeItem, losses: LossList): string | null {
  const { answer, id, stem } = item;
  const rich = (text: RichText) => writeGiftText(text, stem.format);
  const after = (feedback: RichText | null) => (feedback === null ? '' : `#${rich(feedback)}`);
  switch (answer.kind) {
    case 'description':
      return '';
    case 'essay':
      return '{';
    case 'judgement': {
      const { correct, feedbackTrue, feedbackFalse } = answer;
      const right = correct ? feedbackTrue : feedbackFalse;
      const wrong = correct ? feedbackFalse : feedbackTrue;
      return `{${correct ? 'TRUE' : 'FALSE'}${wrong || right ? `#${wrong ? rich(wrong) : ''}` : ''}${after(right)}`;
    }
    case 'choice': {
      const full = answer.options.findIndex(({ fraction }) => fraction === 100);
      if (answer.isSingle && full < 0)
        losses.lose(id, 'answer.isSingle', 'Without an answer of 100 % GIFT reads several answers.');
      if (answer.options.some((option, i) => option.id !== letterOf(i))) losses.lose(id, 'answer.options.id');
      const all = answer.options.filter(({ fraction }) => fraction > 0).length;
      const lines = answer.options.map(({ text, fraction, feedback }, i) => {
        const share =
          answer.scoring === 'all' ? (fraction > 0 ? Math.round(1e7 / all) / 1e5 : -100) : fraction;
        const mark =
          answer.isSingle && i === full
            ? '='
            : share === 0 && !text.text.startsWith('%')
              ? '~'
              : `~${weightOf(share)}`;
        return `\t${mark}${rich(text)}${after(feedback)}\n`;
      });
      return `{\n${lines.join('')}`;
    }
    case 'text': {
      if (answer.isCaseSensitive) losses.lose(id, 'answer.isCaseSensitive');
      if (answer.answers.some(({ text, feedback }) => text.includes('->') || feedback?.text.includes('->'))) {
        losses.loseItem(id, 'GIFT takes -> in a short answer for a pair.');
        return null;
      }
      const lines = answer.answers.map(
        ({ text, fraction, feedback }) =>
          `\t=${weightOf(fraction)}${text.startsWith('[') ? '[plain]' : ''}${escapeGift(text)}${after(feedback)}\n`,
      );
      return `{\n${lines.join('')}`;
    }
    case 'number': {
      if (answer.units.length > 0) losses.lose(id, 'answer.units');
      const others = answer.answers.filter(({ value }) => value === null);
      if (others.length > 1 || others.some(({ fraction }) => fraction !== 0))
        losses.lose(id, 'answer.answers.*');
      const lines = answer.answers
        .filter(({ value }) => value !== null)
        .map(
          ({ value, tolerance, fraction, feedback }) =>
            `\t=${weightOf(fraction)}${String(value)}:${String(tolerance)}${after(feedback)}\n`,
        );
      const [other] = others;
      return `{#\n${lines.join('')}${other ? `\t~${after(other.feedback) || '#'}\n` : ''}`;
    }
    case 'match': {
      const lines = answer.pairs.map(({ prompt, answer: right }) => {
        if (prompt?.text.includes('->'))
          losses.lose(id, 'answer.pairs', 'GIFT parts a pair at its first ->; it is written - >.');
        const left = prompt ? rich({ ...prompt, text: prompt.text.replaceAll('->', '- >') }) : '';
        return `\t=${left} -> ${escapeGift(right)}\n`;
      });
      return `{\n${lines.join('')}`;
    }
    case 'cloze':
    case 'order':
    case 'words':
      losses.loseItem(id, `GIFT has no questions of kind ${answer.kind}.`);
      return null;
  }
}

const escapeMark = (text: string) => text.replace(/[\][\\]/g, '\\$&').replace(/\n/g, '\\n');

function writeItem(item: ExchangeItem, losses: LossList): string | null {
  const answers = writeAnswers(item, losses);
  if (answers === null) return null;
  const { stem, title, feedback, facts, answer } = item;
  loseFields(item, losses, [
    'grade',
    'penalty',
    'isHidden',
    'hints',
    'combined',
    'files',
    'shuffle',
    'numbering',
    'essay',
  ]);
  if (feedback && answer.kind === 'description') losses.lose(item.id, 'feedback');
  const marks = [
    `[id:${escapeMark(item.id)}]`,
    ...tagsWithFacts(item).map((tag) => `[tag:${escapeMark(tag)}]`),
    ...(facts.source === null ? [] : [`[source:${escapeMark(facts.source)}]`]),
    ...(facts.rationale === null ? [] : [`[rationale:${escapeMark(facts.rationale)}]`]),
  ];
  const isLong = answers.endsWith('\n');
  const general =
    feedback === null
      ? ''
      : `${isLong ? '\t' : ''}####${writeGiftText(feedback, stem.format)}${isLong ? '\n' : ''}`;
  const head = title === '' ? '' : `::${escapeGift(title)}::`;
  const body = answer.kind === 'description' ? '' : `${answers}${general}}`;
  return `// ${marks.join(' ')}\n${head}${writeGiftText(stem, 'moodle')}${body}\n`;
}

/** Writes GIFT as Moodle's own exporter does; facts of the bank stand as tags and marks in the comment before each question. */
export function writeGift(bank: ExchangeBank): BankWriting<string> {
  const losses = createLossList('GIFT');
  let category = '';
  const parts = bank.items.flatMap((item) => {
    const text = writeItem(item, losses);
    if (text === null) return [];
    const change = item.category === category ? [] : [`$CATEGORY: ${escapeGift(item.category)}\n`];
    category = item.category;
    return [...change, text];
  });
  if (bank.points.length > 0) losses.lose('bank', 'points');
  return { content: parts.join('\n'), problems: losses.problems };
}
