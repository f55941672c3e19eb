import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { batchRoute } from '../batches/routes.ts';
import { consoleRoute } from '../shell/console-route.ts';
import { searchOf } from '../shell/search.ts';

/** The review of a batch, a tab of its page. */
export const reviewTabRoutes = [
  createRoute({
    getParentRoute: () => batchRoute,
    path: 'review',
    validateSearch: searchOf('round'),
    component: lazyRouteComponent(() => import('./ReviewTab.tsx'), 'ReviewTab'),
  }),
] as const;

/** One drawn dossier with its review sheet, for the reviewer. */
export const dossierRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/batches/$batchId/dossiers/$entryId',
  validateSearch: searchOf('round'),
  component: lazyRouteComponent(() => import('./DossierPage.tsx'), 'DossierPage'),
});

export const reviewRoutes = [dossierRoute] as const;
