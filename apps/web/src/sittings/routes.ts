import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../shell/console-route.ts';
import { searchOf } from '../shell/search.ts';

/** The console of one sitting. */
export const sittingRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/sittings/$sittingId',
  validateSearch: searchOf('tab'),
  component: lazyRouteComponent(() => import('./SittingPage.tsx'), 'SittingPage'),
});

export const sittingRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/sittings',
    validateSearch: searchOf('state'),
    component: lazyRouteComponent(() => import('./MySittingsPage.tsx'), 'MySittingsPage'),
  }),
  sittingRoute,
] as const;
