import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../shell/console-route.ts';
import { listSearchOf, searchOf } from '../shell/search.ts';

/** One standard; the tab in view stands in the address. */
export const standardRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/standards/$standardId',
  validateSearch: searchOf('tab'),
  component: lazyRouteComponent(() => import('./StandardPage.tsx'), 'StandardPage'),
});

/** One work package of the development programme. */
export const workPackageRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/work-packages/$workPackageId',
  component: lazyRouteComponent(() => import('./WorkPackagePage.tsx'), 'WorkPackagePage'),
});

export const standardRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/occupations',
    validateSearch: listSearchOf('set'),
    component: lazyRouteComponent(() => import('./OccupationsPage.tsx'), 'OccupationsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/standards',
    validateSearch: listSearchOf(),
    component: lazyRouteComponent(() => import('./StandardsPage.tsx'), 'StandardsPage'),
  }),
  standardRoute,
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/work-packages',
    validateSearch: listSearchOf('state', 'kind'),
    component: lazyRouteComponent(() => import('./WorkPackagesPage.tsx'), 'WorkPackagesPage'),
  }),
  workPackageRoute,
] as const;
