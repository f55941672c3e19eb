import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../shell/console-route.ts';
import { listSearchOf, searchOf } from '../shell/search.ts';

/** One paper; the tab in view stands in the address. */
export const paperRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/papers/$paperId',
  validateSearch: searchOf('tab'),
  component: lazyRouteComponent(() => import('./PaperPage.tsx'), 'PaperPage'),
});

/** One blueprint with what the bank offers for it. */
export const blueprintRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/blueprints/$blueprintId',
  component: lazyRouteComponent(() => import('./BlueprintPage.tsx'), 'BlueprintPage'),
});

/** A new blueprint, from an earlier one (`from`, loosened by `relax`) or from the specification of a bank. */
export const newBlueprintRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/blueprints/new',
  validateSearch: searchOf('from', 'relax', 'bank'),
  component: lazyRouteComponent(() => import('./NewBlueprintPage.tsx'), 'NewBlueprintPage'),
});

export const paperRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/papers',
    validateSearch: listSearchOf('level', 'part', 'state'),
    component: lazyRouteComponent(() => import('./PapersPage.tsx'), 'PapersPage'),
  }),
  paperRoute,
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/blueprints',
    validateSearch: listSearchOf(),
    component: lazyRouteComponent(() => import('./BlueprintsPage.tsx'), 'BlueprintsPage'),
  }),
  newBlueprintRoute,
  blueprintRoute,
] as const;
