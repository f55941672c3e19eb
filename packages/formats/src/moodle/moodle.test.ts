import { describe, expect, it } from 'vitest';
import { makeItem } from '../exchange/exchange-item.ts';
import { readCloze } from './cloze.ts';
import { readMoodleXml } from './moodle-reader.ts';
import { writeMoodleXml } from './moodle-writer.ts';

const quiz = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${inner}\n</quiz>`;
const question = (type: string, inner: string, name = 'n') =>
  quiz(
    `<question type="${type}"><name><text>${name}</text></name><questiontext format="html"><text>问</text></questiontext>${inner}</question>`,
  );
const read = (text: string) => readMoodleXml(text, 'x.xml');
const codes = (text: string) => read(text).problems.map(({ severity, code }) => `${severity} ${code}`);
const answerOf = (type: string, inner: string) => {
  const { items, problems } = read(question(type, inner));
  expect(problems).toEqual([]);
  return items[0]?.answer;
};
const png = 'iVBORw0KGgo=';

const exported = quiz(`
<!-- question: 0  -->
  <question type="category">
    <category><text>$course$/top/品酒师/四级</text></category>
    <info format="html"><text></text></info>
  </question>
<!-- question: 12  -->
  <question type="multichoice">
    <name><text>香型</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>下图属于哪种香型?<img src="@@PLUGINFILE@@/a%20b.png" alt="酒"></p>]]></text>
<file name="a b.png" path="/" encoding="base64">${png}</file>    </questiontext>
    <generalfeedback format="html"><text>见 &lt;b&gt;教材&lt;/b&gt;</text></generalfeedback>
    <defaultgrade>2.0000000</defaultgrade>
    <penalty>0.3333333</penalty>
    <hidden>0</hidden>
    <idnumber>PJ-7</idnumber>
    <single>false</single>
    <shuffleanswers>false</shuffleanswers>
    <answernumbering>ABCD</answernumbering>
    <showstandardinstruction>0</showstandardinstruction>
    <correctfeedback format="html"><text>对</text></correctfeedback>
    <partiallycorrectfeedback format="html"><text></text></partiallycorrectfeedback>
    <incorrectfeedback format="html"><text>错</text></incorrectfeedback>
    <shownumcorrect/>
    <answer fraction="50" format="html"><text>浓香</text><feedback format="html"><text>是</text></feedback></answer>
    <answer fraction="50" format="plain_text"><text>酱香</text><feedback format="html"><text></text></feedback></answer>
    <answer fraction="-33.33333" format="html"><text>米香</text></answer>
    <hint format="html"><text>再闻</text><shownumcorrect/><clearwrong/></hint>
    <tags><tag><text>嗅觉</text></tag><tag><text>point=A1.2</text></tag></tags>
  </question>`);

describe('a Moodle XML file', () => {
  it('is read with category, files, formats, feedback, hints, tags and grades, and written again as it was', () => {
    const { items, problems } = read(exported);
    expect(problems).toEqual([]);
    expect(items).toMatchObject([
      {
        id: 'PJ-7',
        title: '香型',
        category: '$course$/top/品酒师/四级',
        grade: 2,
        penalty: 0.3333333,
        tags: ['嗅觉'],
        facts: { point: 'A1.2' },
        feedback: { format: 'html', text: '见 <b>教材</b>' },
        combined: { correct: { text: '对' }, partial: null, incorrect: { text: '错' }, showsCount: true },
        hints: [{ text: { text: '再闻' }, showsCount: true, clearsWrong: true }],
        files: [{ name: 'a b.png', path: '/' }],
        answer: {
          kind: 'choice',
          isSingle: false,
          shuffle: false,
          numbering: 'ABCD',
          options: [
            { fraction: 50, feedback: { text: '是' } },
            { text: { format: 'plain', text: '酱香' }, feedback: null },
            { fraction: -33.33333 },
          ],
        },
      },
    ]);
    expect(items[0]?.files[0]?.bytes).toEqual(Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10));
    const written = writeMoodleXml({ items, points: [] });
    expect(written.problems).toEqual([]);
    expect(read(written.content)).toEqual({ items, points: [], problems: [] });
  });

  it('is read type by type', () => {
    const a = (fraction: number, text: string, more = '') =>
      `<answer fraction="${fraction}"><text>${text}</text>${more}</answer>`;
    expect(
      answerOf('truefalse', a(0, 'true') + a(100, 'false', '<feedback><text>f</text></feedback>')),
    ).toMatchObject({
      correct: false,
      feedbackTrue: null,
      feedbackFalse: { text: 'f' },
    });
    expect(answerOf('shortanswer', `<usecase>1</usecase>${a(100, '酒*')}${a(50, '水')}`)).toMatchObject({
      isCaseSensitive: true,
      answers: [{ text: '酒*' }, { fraction: 50 }],
    });
    expect(
      answerOf(
        'numerical',
        `${a(100, '0,5', '<tolerance>0.01</tolerance>')}${a(0, '*')}<units><unit><multiplier>1</multiplier><unit_name>g</unit_name></unit></units>`,
      ),
    ).toMatchObject({
      answers: [{ value: 0.5, tolerance: 0.01 }, { value: null }],
      units: [{ name: 'g', multiplier: 1 }],
    });
    const pair = (left: string, right: string) =>
      `<subquestion format="html"><text>${left}</text><answer><text>${right}</text></answer></subquestion>`;
    expect(answerOf('matching', pair('a', '1') + pair('b', '2') + pair('', '3'))).toMatchObject({
      pairs: [{ prompt: { text: 'a' }, answer: '1' }, {}, { prompt: null, answer: '3' }],
    });
    expect(
      answerOf(
        'essay',
        '<responseformat>noinline</responseformat><attachments>2</attachments><graderinfo format="html"><text>g</text></graderinfo>',
      ),
    ).toMatchObject({
      responseFormat: 'noinline',
      attachments: 2,
      graderInfo: { text: 'g' },
    });
    expect(answerOf('ordering', a(2, 'second') + a(1, 'first'))).toMatchObject({
      elements: [{ text: 'first' }, { text: 'second' }],
    });
    const words = question('ddwtos', '<dragbox><text>x</text><group>2</group><infinite/></dragbox>').replace(
      '问',
      '[[1]]',
    );
    expect(read(words).items[0]?.answer).toMatchObject({
      isDragged: true,
      choices: [{ text: 'x', group: 2, isInfinite: true }],
    });
  });

  it('with embedded answers keeps their places, weights, tolerances and escapes', () => {
    const text =
      '<p>{1:SHORTANSWER:=a\\}b#yes~%50%c} {2:NM:=7:0.5~*#no} {:MCVS:=x &amp; y~z} {1:NOTHING:=q}</p>';
    const { stem, gaps, faults } = readCloze(text, true);
    expect(stem).toBe('<p>{#1} {#2} {#3} {1:NOTHING:=q}</p>');
    expect(faults).toHaveLength(1);
    expect(gaps).toMatchObject([
      {
        kind: 'text',
        weight: 1,
        answers: [
          { text: 'a}b', fraction: 100, feedback: 'yes' },
          { text: 'c', fraction: 50 },
        ],
      },
      {
        kind: 'number',
        weight: 2,
        answers: [
          { text: '7', tolerance: 0.5 },
          { text: '*', fraction: 0, feedback: 'no' },
        ],
      },
      { kind: 'choice-vertical', shuffle: true, weight: 1, answers: [{ text: 'x & y' }, { text: 'z' }] },
    ]);
  });

  it.each([
    [
      question('multichoice', '<answer fraction="0"><text>a</text></answer>'),
      ['error moodle_too_few_answers', 'error answer_missing'],
    ],
    [
      question(
        'multichoice',
        '<answer fraction="x"><text>a</text></answer><answer fraction="100"><text>b</text></answer>',
      ),
      ['error moodle_fraction'],
    ],
    [
      question('numerical', '<answer fraction="100"><text>abc</text></answer>'),
      ['error moodle_number', 'error answer_missing'],
    ],
    [
      question(
        'truefalse',
        '<answer fraction="0"><text>true</text></answer><answer fraction="0"><text>false</text></answer>',
      ),
      ['error answer_missing'],
    ],
    [question('calculated', ''), ['error moodle_type_unknown']],
    [question('description', '<surprise><text>x</text></surprise>'), ['info moodle_element_ignored']],
    [
      question('description', '<idnumber>a</idnumber>').replace(
        '</quiz>',
        '<question type="description"><questiontext><text>b</text></questiontext><idnumber>a</idnumber></question></quiz>',
      ),
      ['error item_duplicate_id'],
    ],
    [
      question('description', '').replace(
        '<text>问</text>',
        '<text>问</text><file name="../../evil" encoding="base64">AA==</file>',
      ),
      ['error file_name'],
    ],
    [
      question('description', '').replace(
        '<text>问</text>',
        '<text>问</text><file name="a" encoding="base64">***</file>',
      ),
      ['error file_broken'],
    ],
    ['<quiz><question>', ['error xml_malformed']],
    ['<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>', ['error xml_dtd']],
    ['<other/>', ['error moodle_no_quiz']],
  ])('%# with a fault tells it', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('with gaps that never close is read in no time', () => {
    // Time of the processor, so that other work on the machine decides nothing.
    const before = process.cpuUsage();
    readCloze('{1:SA:=a'.repeat(100_000), true);
    readCloze(`{1:SA:${'~\\'.repeat(100_000)}}`, true);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
  });

  it('gives texts that XML cannot hold without them, and never breaks out of CDATA', () => {
    const item = makeItem({
      id: 'x',
      stem: { format: 'html', text: '<b>]]></b>\u0001&' },
      answer: { kind: 'description' },
    });
    const { items, problems } = read(writeMoodleXml({ items: [item], points: [] }).content);
    expect(problems).toEqual([]);
    expect(items[0]?.stem.text).toBe('<b>]]></b>&');
  });
});
