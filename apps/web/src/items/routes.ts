import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../shell/console-route.ts';
import { listSearchOf, searchOf } from '../shell/search.ts';

/** One version of an item; `bank` and the rest lead back to the list it was opened from. */
export const itemRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/items/$versionId',
  component: lazyRouteComponent(() => import('./ItemPage.tsx'), 'ItemPage'),
});

/** The import door of a bank. */
export const importRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/items/import',
  validateSearch: searchOf('bank'),
  component: lazyRouteComponent(() => import('./ImportPage.tsx'), 'ImportPage'),
});

/** The editor of a new item; `point` is where the writer came from. */
export const writeRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/items/write',
  validateSearch: searchOf('bank', 'point'),
  component: lazyRouteComponent(() => import('./WritePage.tsx'), 'WritePage'),
});

/** The editor of a version that is revised. */
export const reviseRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/items/$versionId/revise',
  component: lazyRouteComponent(() => import('./WritePage.tsx'), 'RevisePage'),
});

/** The three documents of a practical item, to print. */
export const documentsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/items/$versionId/documents',
  component: lazyRouteComponent(() => import('./PracticalDocuments.tsx'), 'PracticalDocuments'),
});

/** The tracing of a leaked text; the text never enters the address. */
export const traceRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/items/trace',
  component: lazyRouteComponent(() => import('./TracePage.tsx'), 'TracePage'),
});

export const itemRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/items',
    validateSearch: listSearchOf(
      'bank',
      'point',
      'state',
      'interaction',
      'difficulty',
      'use',
      'share',
      'biserial',
      'sort',
    ),
    component: lazyRouteComponent(() => import('./ItemsPage.tsx'), 'ItemsPage'),
  }),
  importRoute,
  writeRoute,
  traceRoute,
  reviseRoute,
  documentsRoute,
  itemRoute,
] as const;
