import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, hasCanonicalForm } from './canonical-json.ts';

/** RFC 8785 appendix B: IEEE 754 bits and their only spelling. */
const NUMBERS: readonly (readonly [bits: bigint, text: string])[] = [
  [0x0000000000000000n, '0'],
  [0x8000000000000000n, '0'],
  [0x0000000000000001n, '5e-324'],
  [0x8000000000000001n, '-5e-324'],
  [0x7fefffffffffffffn, '1.7976931348623157e+308'],
  [0xffefffffffffffffn, '-1.7976931348623157e+308'],
  [0x4340000000000000n, '9007199254740992'],
  [0xc340000000000000n, '-9007199254740992'],
  [0x4430000000000000n, '295147905179352830000'],
  [0x44b52d02c7e14af5n, '9.999999999999997e+22'],
  [0x44b52d02c7e14af6n, '1e+23'],
  [0x44b52d02c7e14af7n, '1.0000000000000001e+23'],
  [0x444b1ae4d6e2ef4en, '999999999999999700000'],
  [0x444b1ae4d6e2ef4fn, '999999999999999900000'],
  [0x444b1ae4d6e2ef50n, '1e+21'],
  [0x3eb0c6f7a0b5ed8cn, '9.999999999999997e-7'],
  [0x3eb0c6f7a0b5ed8dn, '0.000001'],
  [0x41b3de4355555553n, '333333333.3333332'],
  [0x41b3de4355555554n, '333333333.33333325'],
  [0x41b3de4355555555n, '333333333.3333333'],
  [0x41b3de4355555556n, '333333333.3333334'],
  [0x41b3de4355555557n, '333333333.33333343'],
  [0xbecbf647612f3696n, '-0.0000033333333333333333'],
  [0x43143ff3c1cb0959n, '1424953923781206.2'],
];

describe('canonical JSON', () => {
  it('writes the numbers of RFC 8785 appendix B', () => {
    for (const [bits, text] of NUMBERS) {
      const view = new DataView(new ArrayBuffer(8));
      view.setBigUint64(0, bits);
      expect(canonicalJson(view.getFloat64(0))).toBe(text);
    }
  });

  it('writes the example of RFC 8785 section 3.2.2', () => {
    const text = String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
      "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`;
    expect(canonicalJson(JSON.parse(text))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],` +
        String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts names by UTF-16 code units as the example of RFC 8785 section 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect([...canonicalJson(value).matchAll(/:"([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it('reads back as the same value, has canonical form, and does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = canonicalJson(value);
        expect(hasCanonicalForm(text)).toBe(true);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        const reversed: unknown = JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
          typeof inner === 'object' && inner !== null && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).reverse())
            : inner,
        );
        expect(canonicalJson(reversed)).toBe(text);
      }),
    );
  });

  it('refuses what JSON cannot carry instead of dropping it', () => {
    const unrepresentable: unknown[] = [
      NaN,
      Infinity,
      -Infinity,
      undefined,
      { a: undefined },
      [undefined],
      Array(1),
      10n,
      () => 0,
      Symbol('s'),
      new Date(0),
      new Map(),
      new Uint8Array(1),
      '\ud800',
      { '\udc00': 1 },
    ];
    for (const value of unrepresentable) {
      expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: 'json_unrepresentable' }));
    }
  });

  it('refuses cycles and nesting that would exhaust the stack', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(() => canonicalJson(cycle)).toThrow('json_too_deep');
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(canonicalJson(JSON.parse(nested(500)))).toBe(nested(500));
    expect(hasCanonicalForm(nested(100_000))).toBe(false);
  });

  it('keeps a member named __proto__', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":2}'))).toBe('{"__proto__":2,"b":1}');
  });

  it('does not take any other spelling for canonical', () => {
    for (const text of [
      '',
      '{',
      ' 1',
      '1\n',
      '1.0',
      '-0',
      '1e400',
      '{"b":1,"a":2}',
      '{"a":1,"a":1}',
      '{"a": 1}',
      String.raw`"\u0061"`,
      String.raw`"\/"`,
      String.raw`"\u000F"`,
      String.raw`"\ud800"`,
    ]) {
      expect(hasCanonicalForm(text), text).toBe(false);
    }
    expect(hasCanonicalForm('{"a":1,"b":[true,"评"]}')).toBe(true);
  });
});
