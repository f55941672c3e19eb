// What a candidate sees of a question document: a tree of text and of elements from the vocabulary below, and nothing else –
// no key, no rule, no feedback, no script, no address but `media:<sha256>`. The player draws it, on a phone without QTI.
//
// Text: p div span br hr strong em b i u s sub sup small code pre blockquote q h3 h4 ul ol li dl dt dd table caption thead tbody
// tfoot tr th td figure figcaption ruby rt rp, with colspan, rowspan, scope and lang; img (src, alt, width, height); audio and
// video (src, label, width, height); math and the elements of presentation MathML below it.
//
// Interactions. `response` is the identifier the answer is kept under; `max` and `min` bound the number of choices (max 0: any).
// A `prompt` may come first.
//   choice            response max min orientation   option{id}…                              values: ids
//   order             response max min orientation   option{id}…                              values: ids in order
//   associate         response max min               option{id max}…                          values: `A B`
//   match             response max min               column{} column{} of option{id max}…     values: `left right`
//   gap-match         response max min               bank{} of option{id max}…; text with gap{id}      values: `option gap`
//   inline-choice     response                       option{id}…                              value: id
//   text-entry        response length placeholder input(text|integer|decimal)                 value: the text
//   extended-text     response length lines placeholder                                       value: the text
//   hottext           response max min               text with text-choice{id}                values: ids
//   hotspot           response max min               picture area{id shape coords label}…     values: ids
//   select-point      response max min               picture                                  values: `x y`, whole pixels of the picture
//   graphic-order     response max min               picture area…                            values: ids in order
//   graphic-associate response max min               picture area{… max}…                     values: `A B`
//   graphic-gap-match response max min               picture area{… max}… bank{} of option…   values: `option area`
//   position-object   response max min               picture marker{src width height}         values: `x y`
//   slider            response lower upper step orientation reverse input(integer|decimal)    value: the number
//   media             response max min               audio or video                           value: number of plays
//   upload drawing end-attempt unsupported                                                    not answered in an exam
// picture{src alt width height}; shape is circle (x,y,r), rect (x1,y1,x2,y2), poly (x1,y1,…), ellipse (x,y,h,v) or default.

/** Text, or an element of the vocabulary above. */
export type PresentedNode = string | PresentedElement;

export interface PresentedElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly PresentedNode[];
}
