import { describe, expect, it } from 'vitest';
import { openQuestion } from '@jiangping/formats/question/question';
import { sourceTemplates } from './source-templates.ts';
import type { TemplateName } from './source-templates.ts';

const kinds: Record<TemplateName, string> = {
  hotspot: 'graphic',
  selectPoint: 'graphic',
  graphicGapMatch: 'graphic',
  graphicOrder: 'graphic',
  graphicAssociate: 'graphic',
  positionObject: 'graphic',
  hottext: 'composite',
  gapMatch: 'blank',
  associate: 'matching',
  slider: 'blank',
  composite: 'composite',
  partial: 'multiple',
  random: 'blank',
  media: 'single',
  adaptive: 'adaptive',
};

describe('the templates of questions written as source', () => {
  it.each(Object.entries(sourceTemplates))(
    '(%s) is sound, of its type and worth points',
    (name, document) => {
      const files = new Set(['图.png', '物件.png', '录音.mp3']);
      const { reading, problems } = openQuestion(document, files);
      expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
      expect(reading?.interaction).toBe(kinds[name as TemplateName]);
      if (name !== 'adaptive') expect(reading?.maxScore).toBeGreaterThan(0);
    },
  );
});
