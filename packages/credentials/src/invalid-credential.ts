/** Why an input was refused. The set is closed so that a caller can map every code to a sentence. */
export type InvalidCredentialCode =
  | 'bundle_malformed'
  | 'bundle_too_large'
  | 'bundle_not_canonical'
  | 'context_unknown'
  | 'did_malformed'
  | 'document_unsafe'
  | 'key_malformed'
  | 'multibase_malformed'
  | 'out_of_range'
  | 'record_malformed'
  | 'status_list_malformed'
  | 'time_malformed';

/**
 * The one way this package refuses: decoders, parsers and builders throw it, verifications return a verdict instead.
 * `detail` is for an operator's eyes; it may quote the hostile input and must be escaped before it is shown.
 */
export class InvalidCredential extends Error {
  override readonly name = 'InvalidCredential';
  readonly code: InvalidCredentialCode;
  readonly detail: string;

  constructor(code: InvalidCredentialCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}
