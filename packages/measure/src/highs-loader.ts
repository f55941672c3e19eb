import highs from 'highs';

/**
 * The loader of the engine, for `loadEngine`. The package runs as an ES module but ships CommonJS types, in which
 * the function is one `default` too deep; this is the one place that says so.
 */
export const loadHighs = highs as unknown as typeof highs.default;
