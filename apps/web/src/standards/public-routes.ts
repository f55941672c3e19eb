import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../shell/root-route.ts';

export const publicStandardRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/progress',
    component: lazyRouteComponent(() => import('./ProgressPage.tsx'), 'ProgressPage'),
  }),
] as const;
