/** A value JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object; absent members are absent, never undefined. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Whether a value from outside is a JSON object: not null, not an array. Its members are not looked at. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether an object has exactly these members: every required one, and no other than the required and optional. */
export function hasMembers(
  value: JsonObject,
  required: readonly string[],
  optional: readonly string[] = [],
): boolean {
  const names = Object.keys(value);
  return (
    required.every((name) => Object.hasOwn(value, name)) &&
    names.every((name) => required.includes(name) || optional.includes(name))
  );
}

/** The object without one member; the order of the others stays. */
export function omitMember(value: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([member]) => member !== name));
}

/** Whether a value from outside is a text of this pattern. `pattern.test` alone takes the list `['x']` for `x`. */
export function isMatch(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}
