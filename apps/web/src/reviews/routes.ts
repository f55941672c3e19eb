import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { batchRoute } from '../batches/routes.ts';
import { consoleRoute } from '../shell/console-route.ts';

/** The review of a batch, a tab of its page. */
export const reviewTabRoutes = [
  createRoute({
    getParentRoute: () => batchRoute,
    path: 'review',
    component: lazyRouteComponent(() => import('./ReviewTab.tsx'), 'ReviewTab'),
  }),
] as const;

/** One drawn dossier with its review sheet, for the reviewer. */
export const dossierRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/batches/$batchId/dossiers/$entryId',
  component: lazyRouteComponent(() => import('./DossierPage.tsx'), 'DossierPage'),
});

export const reviewRoutes = [dossierRoute] as const;
