import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../shell/console-route.ts';

export const reportRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/workbench',
    component: lazyRouteComponent(() => import('./WorkbenchPage.tsx'), 'WorkbenchPage'),
  }),
] as const;
