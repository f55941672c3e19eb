import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemOf } from '../refusal.ts';
import { describeRefusal } from '../refusals.ts';
import { checkPackageFile, packageFileTypes } from './package-file.ts';
import { workPackageStates } from './work-package-states.ts';
import type { WorkPackageState } from './work-package-states.ts';
import {
  checkDecider,
  countReached,
  isLate,
  listWorkPackageActs,
  mayWorkPackage,
  moveWorkPackage,
  workPackageMoves,
} from './work-package.ts';
import type { WorkPackageAct } from './work-package.ts';

const states = Object.keys(workPackageStates) as WorkPackageState[];
const acts = Object.keys(workPackageMoves) as WorkPackageAct[];

describe('the way of a work package', () => {
  it('leads from planned over a returned round to accepted', () => {
    let state: WorkPackageState = 'planned';
    const steps: [WorkPackageAct, WorkPackageState?][] = [
      ['giveWorkPackage'],
      ['draftWorkPackage'],
      ['attachFile'],
      ['submitWorkPackage'],
      ['decideWorkPackage', 'returned'],
      ['draftWorkPackage'],
      ['submitWorkPackage'],
      ['decideWorkPackage', 'accepted'],
    ];
    for (const [act, decided] of steps) state = moveWorkPackage(state, act, decided);
    expect(state).toBe('accepted');
  });

  it('ends in accepted and cancelled: nothing leads on from there', () => {
    expect(listWorkPackageActs('accepted')).toEqual([]);
    expect(listWorkPackageActs('cancelled')).toEqual([]);
  });

  it('refuses every act that a state does not allow, naming the states that do', () => {
    for (const state of states) {
      for (const act of acts.filter((one) => !mayWorkPackage(state, one))) {
        const found = problemOf(() => moveWorkPackage(state, act));
        expect(found?.code).toBe('work_package_wrong_state');
        expect(found?.facts['packageNeeded']).toBe(workPackageMoves[act].from.join(','));
      }
    }
    const facts = { packageState: 'returned', packageNeeded: 'planned' };
    expect(describeRefusal('work_package_wrong_state', facts, 'zh').sentence).toBe(
      '工作包处于“退回修改”，此步骤需要“待下达”。',
    );
    expect(describeRefusal('work_package_wrong_state', facts, 'en').sentence).toContain('“returned”');
  });

  it('takes a decision without an outcome, or with an outcome it cannot have, for a defect', () => {
    expect(() => moveWorkPackage('submitted', 'decideWorkPackage')).toThrow(TypeError);
    expect(() => moveWorkPackage('submitted', 'decideWorkPackage', 'given')).toThrow(TypeError);
  });

  it('never lets the responsible person decide', () => {
    expect(problemOf(() => checkDecider('a', 'a'))?.code).toBe('second_person_required');
    expect(problemOf(() => checkDecider('a', 'b'))).toBeNull();
  });
});

describe('a late package', () => {
  it('is one not delivered after its day; on the day itself, submitted, accepted or cancelled it is not', () => {
    const today = '2026-11-23';
    expect(isLate({ state: 'drafting', dueOn: '2026-11-22' }, today)).toBe(true);
    expect(isLate({ state: 'drafting', dueOn: today }, today)).toBe(false);
    for (const state of ['submitted', 'accepted', 'cancelled'] as const)
      expect(isLate({ state, dueOn: '2021-12-31' }, today)).toBe(false);
  });
});

describe('a milestone', () => {
  const one = (occupationId: string, state: WorkPackageState) =>
    ({ occupationId, kind: 'standard', state }) as const;

  it('counts an occupation when all its packages are accepted, and leaves cancelled ones out', () => {
    expect(
      countReached([
        one('a', 'accepted'),
        one('a', 'accepted'),
        one('b', 'accepted'),
        one('b', 'submitted'),
        one('c', 'accepted'),
        one('c', 'cancelled'),
        one('d', 'cancelled'),
      ]),
    ).toBe(2);
    expect(countReached([])).toBe(0);
  });

  it('counts never more occupations than there are, whatever the order of the packages', () => {
    const packages = fc.array(
      fc.record({
        occupationId: fc.constantFrom('a', 'b', 'c'),
        kind: fc.constant('textbook' as const),
        state: fc.constantFrom(...states),
      }),
    );
    fc.assert(
      fc.property(packages, (all) => {
        const reached = countReached(all);
        expect(reached).toBeLessThanOrEqual(new Set(all.map(({ occupationId }) => occupationId)).size);
        expect(countReached([...all].reverse())).toBe(reached);
      }),
    );
  });
});

describe('a file of a work package', () => {
  const most = 100;
  const pdf = Uint8Array.from(packageFileTypes.pdf.begins);
  const zip = Uint8Array.from(packageFileTypes.zip.begins);

  it('is known by its ending, in any case, and by its first bytes', () => {
    expect(checkPackageFile('品酒师职业标准（送审稿）.PDF', pdf, most)).toBe('pdf');
    expect(checkPackageFile('bank.v2.xlsx', zip, most)).toBe('xlsx');
  });

  it('is refused with another ending, with none, with other content, and when empty', () => {
    for (const name of ['a.pdf.exe', 'pdf', 'a.html', 'a.svg', 'a.'])
      expect(problemOf(() => checkPackageFile(name, pdf, most))).not.toBeNull();
    for (const content of [zip, new Uint8Array(), pdf.slice(0, 4)])
      expect(problemOf(() => checkPackageFile('a.pdf', content, most))?.code).toBe('file_wrong_type');
  });

  it('is refused when it is a byte too large or its name is a path or hides its ending', () => {
    const large = Uint8Array.from({ length: most + 1 }, (_, i) => pdf[i] ?? 0);
    expect(problemOf(() => checkPackageFile('a.pdf', large, most))?.code).toBe('body_too_large');
    expect(checkPackageFile('a.pdf', large.slice(0, most), most)).toBe('pdf');
    for (const name of ['../a.pdf', 'a\\b.pdf', '.pdf', 'a\u202Efdp.pdf', 'a\0.pdf'])
      expect(problemOf(() => checkPackageFile(name, pdf, most))?.code).toBe('input_invalid');
  });
});
