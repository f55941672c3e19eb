/** Why an input was refused. The set is closed so that a caller can map every code to a sentence. */
export type InvalidInputCode =
  | 'base64_malformed'
  | 'bundle_malformed'
  | 'checkpoint_malformed'
  | 'cosignature_malformed'
  | 'hex_malformed'
  | 'json_too_deep'
  | 'json_unrepresentable'
  | 'key_malformed'
  | 'length_wrong'
  | 'log_signature_missing'
  | 'node_missing'
  | 'note_malformed'
  | 'note_unsigned'
  | 'origin_mismatch'
  | 'out_of_range'
  | 'path_malformed'
  | 'quorum_missing'
  | 'reveal_mismatch'
  | 'reveal_missing'
  | 'signature_invalid'
  | 'stratum_malformed'
  | 'text_malformed'
  | 'tile_malformed';

/**
 * The one way this package refuses: decoders, parsers and builders throw it, verifications return false instead.
 * `detail` is for an operator's eyes; it may quote the hostile input and must be escaped before it is shown.
 */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  readonly code: InvalidInputCode;
  readonly detail: string;

  constructor(code: InvalidInputCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}
