import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from './root-route.ts';

/** Everything that needs antd and the cache of answers: the login page and the console. Loaded only when entered. */
export const staffRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'staff',
  component: lazyRouteComponent(() => import('./ConsoleProviders.tsx'), 'ConsoleProviders'),
});

/** The frame with menu and header; its pages know who is logged in. */
export const consoleRoute = createRoute({
  getParentRoute: () => staffRoute,
  id: 'console',
  component: lazyRouteComponent(() => import('./ConsoleShell.tsx'), 'ConsoleShell'),
});
