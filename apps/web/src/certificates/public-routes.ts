import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../shell/root-route.ts';

/** What the code on a certificate leads to. */
export const tokenRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/v/$token',
  component: lazyRouteComponent(() => import('./CertificatePage.tsx'), 'CertificatePage'),
});

export const publicCertificateRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/verify',
    component: lazyRouteComponent(() => import('./VerifyPage.tsx'), 'VerifyPage'),
  }),
  tokenRoute,
] as const;
