/** Puts a piece into a text field at its cursor, or at its end where it was not touched yet, and gives the whole text. */
export function insertAtCursor(fieldId: string, text: string, piece: string): string {
  const field = document.getElementById(fieldId);
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return text + piece;
  const start = field.selectionStart ?? text.length;
  const end = field.selectionEnd ?? start;
  const at = start + piece.length;
  // After the field was drawn with its new text.
  requestAnimationFrame(() => {
    field.focus();
    field.setSelectionRange(at, at);
  });
  return text.slice(0, start) + piece + text.slice(end);
}
