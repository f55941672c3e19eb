import { bundledContexts } from './contexts.ts';
import { InvalidCredential } from './invalid-credential.ts';
import type { JsonObject } from './json.ts';

/** What the JSON-LD processor asks for (JSON-LD 1.1 API, section 9.4 RemoteDocument). */
export interface LoadedDocument {
  readonly contextUrl: undefined;
  readonly documentUrl: string;
  readonly document: JsonObject;
  /** Tells the processor that the document never changes, so that it keeps the parsed form. */
  readonly tag?: 'static';
}

/**
 * A document loader over a fixed set of contexts: it answers from memory and refuses every other address
 * (`context_unknown`). There is no network behind it, so a server can neither change what a certificate means nor
 * learn that it is being looked at.
 */
export function createDocumentLoader(
  contexts: ReadonlyMap<string, JsonObject> = bundledContexts,
): (url: string) => Promise<LoadedDocument> {
  return (url) => {
    const document = contexts.get(url);
    if (document === undefined) return Promise.reject(new InvalidCredential('context_unknown', url));
    // Only the bundled documents may enter the processor's shared memory: it is keyed by URL alone.
    const isBundled = bundledContexts.get(url) === document;
    return Promise.resolve({
      contextUrl: undefined,
      documentUrl: url,
      document,
      ...(isBundled ? { tag: 'static' } : {}),
    });
  };
}
