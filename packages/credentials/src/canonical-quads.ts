import { sha256 } from '@noble/hashes/sha2.js';
import jsonld from 'jsonld';
import { encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { bundledContexts } from './contexts.ts';
import { createDocumentLoader } from './document-loader.ts';
import { InvalidCredential } from './invalid-credential.ts';
import type { JsonObject } from './json.ts';

/**
 * The canonical N-Quads of a JSON-LD document (RDFC-1.0), under the given contexts only and in the processor's safe
 * mode: a word no context defines, a relative name or anything else the conversion would drop in silence is refused
 * (`document_unsafe`), because a signature over the quads would not cover it. An unknown context is refused
 * (`context_unknown`). The work on look-alike blank nodes is bounded (RDFC-1.0, section 7.1).
 */
export async function toCanonicalQuads(
  document: JsonObject,
  contexts: ReadonlyMap<string, JsonObject> = bundledContexts,
): Promise<string> {
  const documentLoader = createDocumentLoader(contexts);
  const options = {
    documentLoader,
    base: null,
    safe: true,
    canonizeOptions: { algorithm: 'RDFC-1.0', createMessageDigest, maxWorkFactor: 1 },
  };
  try {
    // The published types stop at JSON-LD 1.0's options; `safe` and `canonizeOptions` are jsonld 9's.
    return await (canonize as Canonize)(document, options);
  } catch (error) {
    throw new InvalidCredential(
      hasUnknownContext(error) ? 'context_unknown' : 'document_unsafe',
      describe(error),
    );
  }
}

type Canonize = (document: unknown, options: unknown) => Promise<string>;
const canonize: unknown = jsonld.canonize;

/** The library's own digest needs `crypto.subtle`, which a phone has on https pages only. */
function createMessageDigest(): { update: (text: string) => void; digest: () => string } {
  const hash = sha256.create();
  return { update: (text) => void hash.update(encodeUtf8(text)), digest: () => encodeHex(hash.digest()) };
}

/** The processor wraps the loader's refusal in errors of its own. */
function hasUnknownContext(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = findCause(cause)) {
    if (cause instanceof InvalidCredential) return cause.code === 'context_unknown';
  }
  return false;
}

function findCause(error: Error): unknown {
  const details: unknown = 'details' in error ? error.details : undefined;
  return typeof details === 'object' && details !== null && 'cause' in details ? details.cause : error.cause;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
