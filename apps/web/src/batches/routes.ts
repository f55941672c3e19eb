import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../shell/console-route.ts';
import { listSearchOf, searchOf } from '../shell/search.ts';

/** One batch: its head and, below, the tab that a child route fills. Later capabilities add their tabs here. */
export const batchRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/batches/$batchId',
  component: lazyRouteComponent(() => import('./BatchPage.tsx'), 'BatchPage'),
});

/** The tabs of a batch that belong to it alone. */
export const batchTabRoutes = [
  createRoute({
    getParentRoute: () => batchRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./EntriesTab.tsx'), 'EntriesTab'),
  }),
  createRoute({
    getParentRoute: () => batchRoute,
    path: 'roster',
    validateSearch: searchOf('import'),
    component: lazyRouteComponent(() => import('./RosterTab.tsx'), 'RosterTab'),
  }),
  createRoute({
    getParentRoute: () => batchRoute,
    path: 'sittings',
    component: lazyRouteComponent(() => import('./SittingsTab.tsx'), 'SittingsTab'),
  }),
  createRoute({
    getParentRoute: () => batchRoute,
    path: 'staff',
    component: lazyRouteComponent(() => import('./StaffTab.tsx'), 'StaffTab'),
  }),
  createRoute({
    getParentRoute: () => batchRoute,
    path: 'tickets',
    component: lazyRouteComponent(() => import('./TicketsTab.tsx'), 'TicketsTab'),
  }),
  createRoute({
    getParentRoute: () => batchRoute,
    path: 'readiness',
    component: lazyRouteComponent(() => import('./ReadinessTab.tsx'), 'ReadinessTab'),
  }),
  createRoute({
    getParentRoute: () => batchRoute,
    path: 'timeline',
    component: lazyRouteComponent(() => import('./TimelineTab.tsx'), 'TimelineTab'),
  }),
] as const;

/** The tickets of a batch as sheets of paper. */
export const ticketSheetsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/batches/$batchId/ticket-sheets',
  validateSearch: searchOf('page'),
  component: lazyRouteComponent(() => import('./TicketSheetsPage.tsx'), 'TicketSheetsPage'),
});

export const batchRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/batches',
    validateSearch: listSearchOf('state', 'siteId'),
    component: lazyRouteComponent(() => import('./BatchesPage.tsx'), 'BatchesPage'),
  }),
  ticketSheetsRoute,
] as const;
