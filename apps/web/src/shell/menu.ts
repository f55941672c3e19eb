// The left menu. A page gets an entry here and its name in `menu-texts.ts`; who sees it follows from the acts it serves.
import type { ComponentType } from 'react';
import {
  AimOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BookOutlined,
  CalendarOutlined,
  EditOutlined,
  FileDoneOutlined,
  FileProtectOutlined,
  IdcardOutlined,
  KeyOutlined,
  LinkOutlined,
  ProfileOutlined,
  QuestionCircleOutlined,
  ReconciliationOutlined,
  SafetyCertificateOutlined,
  ScheduleOutlined,
  SlidersOutlined,
  SolutionOutlined,
  TableOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { Act, Post } from '@jiangping/domain/people/post';
import { mayAct } from '@jiangping/domain/people/post';
import type { KeyOf } from './language.ts';
import type { menuTexts } from './menu-texts.ts';

type MenuKey = KeyOf<(typeof menuTexts)['zh']>;

export interface MenuEntry {
  readonly to: string;
  readonly text: MenuKey;
  readonly icon: ComponentType;
  /** Seen by holders of a post that allows one of these; without it, by everyone who is logged in. */
  readonly acts?: readonly Act[];
}

export interface MenuGroup {
  readonly text: MenuKey | null;
  readonly entries: readonly MenuEntry[];
}

export const menu: readonly MenuGroup[] = [
  { text: null, entries: [{ to: '/workbench', text: 'workbench', icon: ProfileOutlined }] },
  {
    text: 'groups.standards',
    entries: [
      { to: '/occupations', text: 'occupations', icon: ApartmentOutlined },
      { to: '/standards', text: 'standards', icon: BookOutlined },
      { to: '/work-packages', text: 'workPackages', icon: ScheduleOutlined, acts: ['readProgramme'] },
    ],
  },
  {
    text: 'groups.items',
    entries: [
      { to: '/items', text: 'items', icon: QuestionCircleOutlined, acts: ['readItem'] },
      { to: '/items/trace', text: 'leakTrace', icon: AimOutlined, acts: ['traceLeak'] },
      { to: '/blueprints', text: 'blueprints', icon: TableOutlined, acts: ['readPaper'] },
      { to: '/papers', text: 'papers', icon: FileDoneOutlined, acts: ['listPapers'] },
    ],
  },
  {
    text: 'groups.sites',
    entries: [
      { to: '/sites', text: 'sites', icon: BankOutlined },
      {
        to: '/authorisations',
        text: 'authorisations',
        icon: FileProtectOutlined,
        acts: ['readAuthorisations'],
      },
    ],
  },
  {
    text: 'groups.exams',
    entries: [
      { to: '/batches', text: 'batches', icon: ReconciliationOutlined, acts: ['readBatch'] },
      { to: '/sittings', text: 'sittings', icon: CalendarOutlined, acts: ['readSitting'] },
      { to: '/marking', text: 'marking', icon: EditOutlined, acts: ['readMarking'] },
    ],
  },
  {
    text: 'groups.certificates',
    entries: [
      { to: '/claims', text: 'claims', icon: SolutionOutlined, acts: ['readCertificates'] },
      {
        to: '/certificates',
        text: 'certificates',
        icon: SafetyCertificateOutlined,
        acts: ['readCertificates'],
      },
    ],
  },
  {
    text: 'groups.people',
    entries: [
      { to: '/persons', text: 'persons', icon: TeamOutlined, acts: ['readPersons'] },
      { to: '/cards', text: 'cards', icon: IdcardOutlined, acts: ['readCards'] },
      { to: '/grants', text: 'grants', icon: KeyOutlined, acts: ['confirmGrant'] },
    ],
  },
  {
    text: 'groups.rules',
    entries: [
      { to: '/rule-documents', text: 'rules', icon: AuditOutlined },
      { to: '/policies', text: 'policies', icon: SlidersOutlined },
      { to: '/ledger', text: 'ledger', icon: LinkOutlined },
    ],
  },
];

/** The entry a path belongs to: itself or the list above a detail page, the nearest where one lies under another. */
export function findMenuEntry(path: string): { group: MenuGroup; entry: MenuEntry } | null {
  const found = menu.flatMap((group) =>
    group.entries
      .filter(({ to }) => path === to || path.startsWith(`${to}/`))
      .map((entry) => ({ group, entry })),
  );
  return found.sort((a, b) => b.entry.to.length - a.entry.to.length)[0] ?? null;
}

/** The menu for someone who holds these posts; groups without entries are left out. */
export function menuFor(posts: readonly Post[]): readonly MenuGroup[] {
  return menu
    .map((group) => ({
      ...group,
      entries: group.entries.filter(({ acts }) => !acts || acts.some((act) => mayAct(posts, act))),
    }))
    .filter(({ entries }) => entries.length > 0);
}
