import { describe, expect, it } from 'vitest';
import { interactionOf, interactions, scoredInteractions } from './interactions.ts';

const asked = (...kinds: string[]) => kinds.map((kind) => ({ kind, max: 1 }));

describe('the type of a question document', () => {
  it('is that of its interaction', () => {
    expect(interactionOf(asked('choice'), false)).toBe('single');
    expect(interactionOf([{ kind: 'choice', max: 0 }], false)).toBe('multiple');
    expect(interactionOf([{ kind: 'choice', max: 3 }], false)).toBe('multiple');
    expect(interactionOf(asked('match'), false)).toBe('matching');
    expect(interactionOf(asked('order'), false)).toBe('ordering');
    expect(interactionOf(asked('graphic-gap-match'), false)).toBe('graphic');
    expect(interactionOf(asked('hottext'), false)).toBe('composite');
  });

  it('is one of filling in however many gaps, and composite for several of anything else', () => {
    expect(interactionOf(asked('text-entry', 'inline-choice', 'text-entry'), false)).toBe('blank');
    expect(interactionOf(asked('choice', 'choice'), false)).toBe('composite');
    expect(interactionOf(asked('text-entry', 'order'), false)).toBe('composite');
  });

  it('is not changed by a recording beside the question', () => {
    expect(interactionOf(asked('media', 'choice'), false)).toBe('single');
    expect(interactionOf(asked('media'), false)).toBe('composite');
  });

  it('keeps out of papers what a person marks, what answers back, what is unknown and what asks nothing', () => {
    const scored: readonly string[] = scoredInteractions;
    expect(interactionOf(asked('choice', 'extended-text'), false)).toBe('written');
    expect(interactionOf(asked('upload'), false)).toBe('written');
    for (const each of [
      interactionOf(asked('choice'), true),
      interactionOf(asked('choice', 'end-attempt'), false),
      interactionOf(asked('portable-custom'), false),
      interactionOf(asked('extended-text', 'custom'), false),
      interactionOf([], false),
    ])
      expect(each).toBe('adaptive');
    expect(Object.keys(interactions).filter((kind) => !scored.includes(kind))).toEqual([
      'written',
      'adaptive',
    ]);
  });
});
