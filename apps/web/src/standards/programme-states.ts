import type { WorkPackageState } from '@jiangping/domain/standards/work-package-states';
import type { api } from '../shell/api.ts';
import type { Tone } from '../shell/StateTag.tsx';

/** A work package as its page has it. */
export type WorkPackage = Awaited<ReturnType<typeof api.standards.getWorkPackage>>;

export const packageTones: Readonly<Record<WorkPackageState, Tone>> = {
  planned: 'quiet',
  given: 'waiting',
  drafting: 'waiting',
  submitted: 'warning',
  returned: 'bad',
  accepted: 'good',
  cancelled: 'quiet',
};

/** Queries that an act of the programme makes old. */
export const programmeRefreshes = [['standards'], ['reports']] as const;
