// Writes apps/server/src/base/schema.types.ts from a freshly migrated embedded database.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeSchema } from '../apps/server/src/base/schema-types.ts';
import { openDatabase } from '../apps/server/src/base/database.ts';

const database = await openDatabase({ engine: 'embedded', folder: null });
const file = join(import.meta.dirname, '../apps/server/src/base/schema.types.ts');
writeFileSync(file, await describeSchema(database.db));
await database.close();
