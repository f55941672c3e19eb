import { credentialsContextText } from './credentials-context.ts';
import type { JsonObject } from './json.ts';
import { openBadgesContextText } from './open-badges-context.ts';

/** Verifiable Credentials Data Model 2.0, section 4.3: must be the first context of every credential. */
export const credentialsContextUrl = 'https://www.w3.org/ns/credentials/v2';

/** Open Badges 3.0, version 3.0.3 of the context: must be the second context of an OpenBadgeCredential. */
export const openBadgesContextUrl = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

/** Our own few words. The name is a name only: nothing is fetched from it, ever. */
export const certificateContextUrl = 'https://jiangping.example/ns/v1';

const TERM = `${certificateContextUrl}#`;

/**
 * What a skill certificate says that Open Badges has no word for. Protected, so that no later context in a
 * credential can give a word another meaning. A word is never changed or taken away: certificates are for life.
 */
const certificateContext: JsonObject = {
  '@context': {
    '@protected': true,
    id: '@id',
    type: '@type',
    assessmentSite: { '@id': `${TERM}assessmentSite` },
    batchId: { '@id': `${TERM}batchId` },
    certificateNumber: { '@id': `${TERM}certificateNumber` },
    idNumberMasked: { '@id': `${TERM}idNumberMasked` },
    idType: { '@id': `${TERM}idType` },
    issuedOn: { '@id': `${TERM}issuedOn`, '@type': 'http://www.w3.org/2001/XMLSchema#date' },
    levelCode: { '@id': `${TERM}levelCode` },
    nameEn: { '@id': `${TERM}nameEn` },
    nameZh: { '@id': `${TERM}nameZh` },
    occupation: { '@id': `${TERM}occupation` },
    occupationCode: { '@id': `${TERM}occupationCode` },
    occupationEdition: { '@id': `${TERM}occupationEdition` },
    photoDigest: { '@id': `${TERM}photoDigest` },
    scopeSentence: { '@id': `${TERM}scopeSentence` },
    siteCode: { '@id': `${TERM}siteCode` },
    skillLevel: { '@id': `${TERM}skillLevel` },
    workType: { '@id': `${TERM}workType` },
  },
};

/** Every context this software knows, by URL. Verification knows no other: see `document-loader.ts`. */
export const bundledContexts: ReadonlyMap<string, JsonObject> = new Map([
  [credentialsContextUrl, JSON.parse(credentialsContextText) as JsonObject],
  [openBadgesContextUrl, JSON.parse(openBadgesContextText) as JsonObject],
  [certificateContextUrl, certificateContext],
]);
