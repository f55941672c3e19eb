import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../shell/console-route.ts';
import { listSearchOf } from '../shell/search.ts';

/** One site. */
export const siteRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/sites/$siteId',
  component: lazyRouteComponent(() => import('./SitePage.tsx'), 'SitePage'),
});

export const siteRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/sites',
    validateSearch: listSearchOf('kind', 'province'),
    component: lazyRouteComponent(() => import('./SitesPage.tsx'), 'SitesPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/authorisations',
    validateSearch: listSearchOf('state'),
    component: lazyRouteComponent(() => import('./AuthorisationsPage.tsx'), 'AuthorisationsPage'),
  }),
  siteRoute,
] as const;
