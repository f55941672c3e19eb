import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../shell/console-route.ts';
import { searchOf } from '../shell/search.ts';

/** An assessor's own mark sheets of a practical sitting. */
export const markingDeskRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/sittings/$sittingId/marking',
  validateSearch: searchOf('seat', 'item'),
  component: lazyRouteComponent(() => import('./MarkingDeskPage.tsx'), 'MarkingDeskPage'),
});

/** All readings of a sitting side by side. */
export const markingTableRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/sittings/$sittingId/marking-table',
  validateSearch: searchOf('show'),
  component: lazyRouteComponent(() => import('./MarkingTablePage.tsx'), 'MarkingTablePage'),
});

export const markingRoutes = [markingDeskRoute, markingTableRoute] as const;
