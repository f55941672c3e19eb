import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../shell/console-route.ts';
import { searchOf } from '../shell/search.ts';

/** One fact with its proof. */
export const factRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/ledger/$factId',
  component: lazyRouteComponent(() => import('./FactPage.tsx'), 'FactPage'),
});

export const ledgerRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/ledger',
    validateSearch: searchOf('page'),
    component: lazyRouteComponent(() => import('./LedgerPage.tsx'), 'LedgerPage'),
  }),
  factRoute,
] as const;
