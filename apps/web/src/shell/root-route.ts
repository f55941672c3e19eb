import { createRootRoute, lazyRouteComponent } from '@tanstack/react-router';

/** The root of all pages; public pages hang on it directly, those of the console below `consoleRoute`. */
export const rootRoute = createRootRoute({
  notFoundComponent: lazyRouteComponent(() => import('./PublicNotFound.tsx'), 'PublicNotFound'),
});
