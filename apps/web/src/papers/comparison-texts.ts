import { defineTexts } from '../shell/language.ts';

/** Words of forms and papers held against each other. */
export const comparisonTexts = defineTexts('comparison', {
  zh: {
    comparison: '各套对照：内容、题型、难度、Angoff、用时',
    figure: '项目',
    spread: '最大相差',
    minutesOf: '{{minutes}} 分钟',
    overlapTheory:
      '理论题一经封卷即不再用于其他试卷，因此与已封、已启封试卷的重题只会是 0；两份待封卷的试卷若有重题，先封的一份占用，另一份须重新组卷。',
    overlapPractical: '技能考核题随准备通知单事先公布，可以重复使用；下表供选题时参考。',
    overlapHidden: '试卷已封卷或已停用，不再与其他试卷比对：否则可以用别的试卷逐题试出它的内容。',
    overlapSealed: '另有 {{count}} 份试卷已封卷或已停用，不参与比对。',
    overlapLeft: '另有 {{count}} 份更早的试卷没有列出。',
    overlapEmpty: '同一题库没有其他可以比对的试卷。',
    sharedBy: '{{label}} 卷重题',
  },
  en: {
    comparison: 'Forms side by side: content, types, difficulty, Angoff, time',
    figure: 'Figure',
    spread: 'Apart by',
    minutesOf: '{{minutes}} min',
    overlapTheory:
      'A theory item enters no other paper once its paper is sealed, so nothing can be shared with sealed or opened papers. Where two drafts share items, the one sealed first takes them and the other is assembled anew.',
    overlapPractical:
      'Practical items are announced by their preparation notice and may come again; this helps to choose.',
    overlapHidden:
      'A sealed or withdrawn paper is not compared any more: other papers could be used to try out its content item by item.',
    overlapSealed: '{{count}} more papers are sealed or withdrawn and not compared.',
    overlapLeft: '{{count}} older papers are not listed.',
    overlapEmpty: 'There is no other paper of this bank to compare with.',
    sharedBy: 'Shared by {{label}}',
  },
});
