import { describe, expect, it } from 'vitest';
import { placeOfTask } from './task-names.ts';

const batch = '/batches/01a104a3-b505-703e-8c98-a6e1bf82e759';

describe('the row of a task', () => {
  it('leads to the tab of the batch where the act stands', () => {
    expect(placeOfTask('review.sheet', batch)).toBe(`${batch}/review`);
    expect(placeOfTask('claim.approve', batch)).toBe(`${batch}/certificates`);
  });

  it('leads to the page of the batch for an act of the page itself, and anywhere else as the server says', () => {
    expect(placeOfTask('batch.file', batch)).toBe(batch);
    expect(placeOfTask('grant.confirm', '/grants?state=proposed')).toBe('/grants?state=proposed');
    expect(placeOfTask('review.sheet', `${batch}/review`)).toBe(`${batch}/review`);
  });
});
