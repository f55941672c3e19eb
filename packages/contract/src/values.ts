import { z } from 'zod';
import { levels } from '@jiangping/domain/standards/level';

// In a page the security policy forbids generated code; without this each schema would try it and be reported.
if ('document' in globalThis) z.config({ jitless: true });

/** An opaque id (UUIDv7). */
export const Id = z.uuid();
/** A calendar date, `2026-11-23`, in Asia/Shanghai. */
export const DateText = z.iso.date();
/** An instant, ISO 8601 in UTC. */
export const Instant = z.iso.datetime({ offset: true });
/** A named skill level; the printed digits run backwards, so they are never compared. */
export const LevelName = z.enum(levels);
export const Part = z.enum(['theory', 'practical']);
/** One line of text that a person wrote. */
export const Line = z.string().trim().min(1).max(200);
/** A paragraph that a person wrote. */
export const Paragraph = z.string().trim().min(1).max(2000);
/** Bytes as base64, at most `limit` characters. */
export const base64 = (limit: number) => z.base64().max(limit);

// Control characters but tab and newline; a carriage return only where a newline follows.
// eslint-disable-next-line no-control-regex -- exactly these are looked for
const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)/;

/**
 * The place of the first text in an input that no document can hold: half a surrogate pair, which UTF-8 and so neither
 * digest nor log has a form for, or a control character other than tab and newline. Null where there is none. Names of
 * members count; it does not recurse, so that no depth of an input is too much.
 */
export function findUnsoundText(input: unknown): string | null {
  const open: [value: unknown, place: string][] = [[input, '']];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, place] = next;
    if (typeof value === 'string') {
      if (!value.isWellFormed() || control.test(value)) return place;
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) {
        if (!name.isWellFormed() || control.test(name)) return place;
        open.push([member, place.length > 100 ? place : place === '' ? name : `${place}.${name}`]);
      }
    }
  }
  return null;
}

/** What every list takes: a page from 1, its size, and a text to look for. */
export const listQuery = {
  q: z.string().trim().max(100).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(500).default(20),
};

/** What every list gives: the rows of the page and the number of all. */
export const listOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ rows: z.array(row), total: z.number().int() });

/** A person as others see them: a name, never a number. */
export const PersonRef = z.object({ id: Id, name: z.string() });
export const SiteRef = z.object({ id: Id, nameZh: z.string(), nameEn: z.string() });
export const OccupationRef = z.object({
  id: Id,
  edition: z.string(),
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
});

/** One rule that was checked: what was found, between which bounds, and whether it holds. */
export const RuleCheck = z.object({
  name: z.string(),
  form: z.string().nullable(),
  value: z.number(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  ok: z.boolean(),
});

/** The answer to an act: the id of what it made and the id of its fact in the ledger. */
export const Done = z.object({ id: Id, factId: Id });
