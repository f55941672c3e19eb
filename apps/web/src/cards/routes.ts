import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../shell/console-route.ts';
import { listSearchOf } from '../shell/search.ts';

export const cardRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/cards',
    validateSearch: listSearchOf('kind', 'on'),
    component: lazyRouteComponent(() => import('./CardsPage.tsx'), 'CardsPage'),
  }),
] as const;
