// The one table of pages. A capability adds its pages in its own `routes.ts`; this file only gathers them.
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { batchRoute, batchRoutes, batchTabRoutes } from '../batches/routes.ts';
import { cardRoutes } from '../cards/routes.ts';
import { publicCertificateRoutes } from '../certificates/public-routes.ts';
import { certificateRoutes, certificateTabRoutes } from '../certificates/routes.ts';
import { itemRoutes } from '../items/routes.ts';
import { ledgerRoutes } from '../ledger/routes.ts';
import { markingRoutes } from '../marking/routes.ts';
import { paperRoutes } from '../papers/routes.ts';
import { loginRoute, peopleRoutes } from '../people/routes.ts';
import { publicReportRoutes } from '../reports/public-routes.ts';
import { reportRoutes } from '../reports/routes.ts';
import { resultTabRoutes } from '../results/routes.ts';
import { reviewRoutes, reviewTabRoutes } from '../reviews/routes.ts';
import { siteRoutes } from '../sites/routes.ts';
import { sittingRoutes } from '../sittings/routes.ts';
import { publicStandardRoutes } from '../standards/public-routes.ts';
import { standardRoutes } from '../standards/routes.ts';
import { consoleRoute, staffRoute } from './console-route.ts';
import { rootRoute } from './root-route.ts';
import { parseSearch, stringifySearch } from './search.ts';
import { WaitingPage } from './WaitingPage.tsx';

const unknownRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '$',
  component: lazyRouteComponent(() => import('./ErrorPages.tsx'), 'NotFoundPage'),
});

const routeTree = rootRoute.addChildren([
  ...publicReportRoutes,
  ...publicCertificateRoutes,
  ...publicStandardRoutes,
  staffRoute.addChildren([
    loginRoute,
    consoleRoute.addChildren([
      ...reportRoutes,
      ...peopleRoutes,
      ...standardRoutes,
      ...itemRoutes,
      ...paperRoutes,
      ...siteRoutes,
      ...cardRoutes,
      ...sittingRoutes,
      ...markingRoutes,
      ...batchRoutes,
      ...reviewRoutes,
      ...certificateRoutes,
      batchRoute.addChildren([
        ...batchTabRoutes,
        ...resultTabRoutes,
        ...reviewTabRoutes,
        ...certificateTabRoutes,
      ]),
      ...ledgerRoutes,
      unknownRoute,
    ]),
  ]),
]);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPendingComponent: WaitingPage,
  defaultPendingMs: 300,
  defaultErrorComponent: lazyRouteComponent(() => import('./BrokenPublicPage.tsx'), 'BrokenPublicPage'),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
