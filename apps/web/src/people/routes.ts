import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute, staffRoute } from '../shell/console-route.ts';
import { listSearchOf, searchOf } from '../shell/search.ts';

export const loginRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/login',
  validateSearch: searchOf('from'),
  component: lazyRouteComponent(() => import('./LoginPage.tsx'), 'LoginPage'),
});

/** One version of a rule document. */
export const ruleRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/rule-documents/$ruleId',
  component: lazyRouteComponent(() => import('./RulePage.tsx'), 'RulePage'),
});

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/persons',
    validateSearch: listSearchOf(),
    component: lazyRouteComponent(() => import('./PersonsPage.tsx'), 'PersonsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/grants',
    validateSearch: listSearchOf('state'),
    component: lazyRouteComponent(() => import('./GrantsPage.tsx'), 'GrantsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/rule-documents',
    validateSearch: listSearchOf(),
    component: lazyRouteComponent(() => import('./RulesPage.tsx'), 'RulesPage'),
  }),
  ruleRoute,
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/policies',
    validateSearch: searchOf('q', 'on', 'confidence'),
    component: lazyRouteComponent(() => import('./PoliciesPage.tsx'), 'PoliciesPage'),
  }),
] as const;
