// The arrows of docs/architecture.md as rules: floors, the order of the capabilities, private files, circles, purity.
const capabilities = [
  'people',
  'standards',
  'items',
  'papers',
  'sittings',
  'marking',
  'sites',
  'cards',
  'batches',
  'results',
  'competitions',
  'reviews',
  'certificates',
  'supervision',
  'reports',
];

const floors = {
  'packages/domain': [],
  'packages/log': [],
  'packages/measure': [],
  'packages/formats': ['packages/domain'],
  'packages/journal': ['packages/log'],
  'packages/credentials': ['packages/log'],
  'packages/contract': ['packages/domain'],
  'packages/verify': ['packages/log', 'packages/credentials', 'packages/domain'],
  'apps/server': [
    'packages/domain',
    'packages/log',
    'packages/measure',
    'packages/formats',
    'packages/journal',
    'packages/credentials',
    'packages/contract',
  ],
  'apps/web': ['packages/contract', 'packages/domain', 'packages/verify', 'packages/log', 'packages/formats'],
  'apps/player': ['packages/journal', 'packages/contract', 'packages/domain'],
  'apps/cli': [
    'packages/contract',
    'packages/domain',
    'packages/verify',
    'packages/journal',
    'packages/formats',
    'packages/measure',
    'packages/log',
    'apps/server',
  ],
};

const floorRules = Object.entries(floors).map(([floor, allowed]) => ({
  name: `floor-${floor.replace('/', '-')}`,
  comment: `${floor} may import only ${allowed.join(', ') || 'nothing of ours'}.`,
  severity: 'error',
  from: { path: `^${floor}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^(packages|apps)/', pathNot: `^(${[floor, ...allowed].join('|')})/` },
}));

const homes = ['packages/domain/src', 'packages/contract/src', 'apps/server/src', 'apps/web/src'];
const orderRules = homes.flatMap((home) =>
  capabilities.map((capability, i) => ({
    name: `order-${home.split('/')[1]}-${capability}`,
    comment: `${capability} may import only the capabilities above it in the order.`,
    severity: 'error',
    from: { path: `^${home}/${capability}[./]`, pathNot: '\\.test\\.tsx?$' },
    to: { path: `^${home}/(${capabilities.slice(i + 1).join('|') || '$.'})[./]` },
  })),
);

const doorRules = capabilities.map((capability) => ({
  name: `door-${capability}`,
  comment: `On the server another module imports only ${capability}/${capability}.ts.`,
  severity: 'error',
  from: {
    path: '^apps/server/src/',
    pathNot: `^apps/server/src/(${capability}/|app\\.ts)|\\.test\\.ts$`,
  },
  to: { path: `^apps/server/src/${capability}/`, pathNot: `/${capability}\\.ts$` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A route that loads its page only when asked for (dynamic import) does not need it to load.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    {
      name: 'pure-packages-do-no-io',
      severity: 'error',
      from: {
        path: '^packages/(domain|log|measure|formats|journal|credentials)/src',
        pathNot: '\\.test\\.ts$|measure/src/worker',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'base-knows-no-capability',
      severity: 'error',
      from: { path: '^apps/server/src/base/', pathNot: '\\.test\\.ts$' },
      to: { path: `^apps/server/src/(${capabilities.join('|')})/` },
    },
    ...floorRules,
    ...orderRules,
    ...doorRules,
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|data)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
