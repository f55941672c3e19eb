import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../shell/console-route.ts';
import { searchOf } from '../shell/search.ts';

/** The marking of one sitting: an assessor's own sheets, and for the chief all readings side by side. */
export const markingRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/marking/$sittingId',
  validateSearch: searchOf('tab', 'seat', 'item', 'show'),
  component: lazyRouteComponent(() => import('./MarkingPage.tsx'), 'MarkingPage'),
});

export const markingRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/marking',
    component: lazyRouteComponent(() => import('./MyMarkingPage.tsx'), 'MyMarkingPage'),
  }),
  markingRoute,
] as const;
