import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { batchRoute } from '../batches/routes.ts';
import { searchOf } from '../shell/search.ts';

/** The results of a batch, a tab of its page. */
export const resultTabRoutes = [
  createRoute({
    getParentRoute: () => batchRoute,
    path: 'results',
    validateSearch: searchOf('show'),
    component: lazyRouteComponent(() => import('./ResultsTab.tsx'), 'ResultsTab'),
  }),
] as const;
