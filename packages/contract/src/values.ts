import { z } from 'zod';
import { levels } from '@jiangping/domain/standards/level';

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
