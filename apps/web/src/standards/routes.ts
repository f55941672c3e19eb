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
] as const;
