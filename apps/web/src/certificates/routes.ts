import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { batchRoute } from '../batches/routes.ts';
import { consoleRoute } from '../shell/console-route.ts';
import { listSearchOf } from '../shell/search.ts';

/** The register, open to a link by state, batch or text. */
export const certificatesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/certificates',
  validateSearch: listSearchOf('state', 'batchId'),
  component: lazyRouteComponent(() => import('./CertificatesPage.tsx'), 'CertificatesPage'),
});

/** One certificate by its number. */
export const certificateRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/certificates/$number',
  component: lazyRouteComponent(() => import('./CertificateRecordPage.tsx'), 'CertificateRecordPage'),
});

export const certificateRoutes = [
  certificatesRoute,
  certificateRoute,
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/claims',
    component: lazyRouteComponent(() => import('./ClaimsPage.tsx'), 'ClaimsPage'),
  }),
] as const;

/** The certificates of a batch, a tab of its page. */
export const certificateTabRoutes = [
  createRoute({
    getParentRoute: () => batchRoute,
    path: 'certificates',
    component: lazyRouteComponent(() => import('./BatchCertificatesTab.tsx'), 'BatchCertificatesTab'),
  }),
] as const;
