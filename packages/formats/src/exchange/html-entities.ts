/** Named characters of HTML that question texts hold; any other name stays as it is written. */
export const htmlEntities: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'amp & lt < gt > quot " apos \' nbsp \u00a0 ensp \u2002 emsp \u2003 thinsp \u2009 hellip … mdash — ndash – ldquo “ rdquo ” ' +
    'lsquo ‘ rsquo ’ laquo « raquo » lsaquo ‹ rsaquo › sbquo ‚ bdquo „ times × divide ÷ deg ° plusmn ± le ≤ ge ≥ ne ≠ ' +
    'asymp ≈ equiv ≡ middot · bull • copy © reg ® trade ™ euro € yen ¥ pound £ cent ¢ sect § para ¶ micro µ ' +
    'permil ‰ prime ′ Prime ″ frac12 ½ frac14 ¼ frac34 ¾ sup1 ¹ sup2 ² sup3 ³ ordm º ordf ª larr ← uarr ↑ rarr → darr ↓ ' +
    'harr ↔ lArr ⇐ rArr ⇒ hArr ⇔ infin ∞ radic √ sum ∑ prod ∏ int ∫ part ∂ nabla ∇ isin ∈ notin ∉ cap ∩ cup ∪ sub ⊂ ' +
    'sup ⊃ sube ⊆ supe ⊇ empty ∅ forall ∀ exist ∃ and ∧ or ∨ not ¬ ang ∠ perp ⊥ there4 ∴ minus − lowast ∗ prop ∝ ' +
    'alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο ' +
    'pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ ' +
    'Phi Φ Psi Ψ Omega Ω agrave à aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç egrave è eacute é ecirc ê ' +
    'euml ë igrave ì iacute í icirc î iuml ï ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö oslash ø ugrave ù ' +
    'uacute ú ucirc û uuml ü szlig ß Agrave À Aacute Á Auml Ä Aring Å Ccedil Ç Eacute É Egrave È Ouml Ö Oslash Ø Uuml Ü ' +
    'Ntilde Ñ iexcl ¡ iquest ¿ shy \u00ad zwnj \u200c zwj \u200d lrm \u200e rlm \u200f hearts ♥ check ✓'
  )
    .split(' ')
    .flatMap((word, i, words) => (i % 2 === 0 ? [[word, words[i + 1] ?? '']] : [])),
);

/** References resolved; those of unknown name or of no character stay. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z][\dA-Za-z]{1,9}));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined)
        return Object.hasOwn(htmlEntities, String(name)) ? (htmlEntities[String(name)] ?? whole) : whole;
      const code = decimal === undefined ? parseInt(String(hex), 16) : Number(decimal);
      const isCharacter = code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
      return isCharacter || code === 9 || code === 10 ? String.fromCodePoint(code) : '';
    },
  );
}

/** Text as HTML holds it between tags. */
export function encodeEntities(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
