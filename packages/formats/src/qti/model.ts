// The model of a QTI item, one for QTI 3.0 and 2.x: a 2.x document is renamed to QTI 3 on reading (upgrade.ts), so every
// element and attribute name below is QTI 3's. What the model takes apart is what programs reason about (declarations,
// interactions, rules); what people read stays a tree (`body`), already freed of script, so that writing it out again
// loses nothing. Types only: no code lives here.
import type { XmlElement } from './xml-tree.ts';

export const interactionKinds = [
  'choice',
  'text-entry',
  'inline-choice',
  'extended-text',
  'match',
  'order',
  'associate',
  'gap-match',
  'graphic-gap-match',
  'graphic-order',
  'graphic-associate',
  'hotspot',
  'hottext',
  'select-point',
  'position-object',
  'slider',
  'drawing',
  'upload',
  'media',
  'end-attempt',
  'portable-custom',
  'custom',
] as const;

/** The QTI 3 name of an interaction without `qti-` and `-interaction`. */
export type InteractionKind = (typeof interactionKinds)[number];

export const cardinalities = ['single', 'multiple', 'ordered', 'record'] as const;
export type Cardinality = (typeof cardinalities)[number];

export const baseTypes = [
  'boolean',
  'directedPair',
  'duration',
  'file',
  'float',
  'identifier',
  'integer',
  'pair',
  'point',
  'string',
  'uri',
] as const;
/** The base types that QTI 3.0 and 2.x share; 2.x's `intOrIdentifier` is read as `identifier`. */
export type BaseType = (typeof baseTypes)[number];

/**
 * One value: number for integer, float and duration (seconds), boolean for boolean, else text in its canonical form – a pair
 * `A B`, a point `12 34` (one space), a file its name.
 */
export type Scalar = string | number | boolean;

/**
 * A value that is not NULL. NULL is `null` everywhere; an empty container and an empty string are NULL too (QTI 3.0 ASI,
 * "value": "any container with no values is treated as NULL") and are never built.
 */
export interface Value {
  readonly cardinality: Cardinality;
  /** Null for a record only. */
  readonly baseType: BaseType | null;
  /** One for single, in order for multiple and ordered, empty for a record. */
  readonly values: readonly Scalar[];
  /** Of a record only. */
  readonly fields?: ReadonlyMap<string, Value>;
}

/** A value, or NULL. */
export type MaybeValue = Value | null;

export interface MapEntry {
  readonly key: string;
  readonly value: number;
  /** Of strings only. Where the file says nothing: true in QTI 2.x, false in 3.0 (schema imsqti_asiv3p0, MapEntryDType). */
  readonly caseSensitive: boolean;
}

export interface Mapping {
  readonly lowerBound: number | null;
  readonly upperBound: number | null;
  readonly defaultValue: number;
  readonly entries: readonly MapEntry[];
}

export const shapes = ['circle', 'default', 'ellipse', 'poly', 'rect'] as const;
export type ShapeName = (typeof shapes)[number];

export interface Shape {
  readonly name: ShapeName;
  /** In pixels of the image; `rect` left,top,right,bottom · `circle` x,y,r · `ellipse` x,y,h,v · `poly` x1,y1,…; empty of `default`. */
  readonly coords: readonly number[];
}

export interface AreaMapEntry {
  readonly shape: Shape;
  readonly value: number;
}

export interface AreaMapping {
  readonly lowerBound: number | null;
  readonly upperBound: number | null;
  readonly defaultValue: number;
  readonly entries: readonly AreaMapEntry[];
}

export type LookupTable =
  | {
      readonly kind: 'match';
      readonly defaultValue: string | null;
      readonly entries: readonly { readonly source: number; readonly target: string }[];
    }
  | {
      readonly kind: 'interpolation';
      readonly defaultValue: string | null;
      readonly entries: readonly {
        readonly source: number;
        readonly includesBoundary: boolean;
        readonly target: string;
      }[];
    };

interface Declaration {
  readonly id: string;
  readonly cardinality: Cardinality;
  /** Null of a record only. */
  readonly baseType: BaseType | null;
  readonly defaultValue: MaybeValue;
  readonly line: number;
}

export interface ResponseDeclaration extends Declaration {
  readonly correct: MaybeValue;
  /** The correct value as written (lexical forms kept), empty when there is none. */
  readonly correctTexts: readonly string[];
  readonly mapping: Mapping | null;
  readonly areaMapping: AreaMapping | null;
}

export interface OutcomeDeclaration extends Declaration {
  readonly normalMaximum: number | null;
  readonly normalMinimum: number | null;
  readonly masteryValue: number | null;
  readonly externalScored: string | null;
  readonly lookupTable: LookupTable | null;
  readonly interpretation: string | null;
}

export interface TemplateDeclaration extends Declaration {
  readonly isMathVariable: boolean;
  readonly isParamVariable: boolean;
}

export type ContextDeclaration = Declaration;

/** Something a candidate picks, moves, fills or points at. */
export interface Choice {
  readonly id: string;
  /** Visible words without mark-up, white space collapsed; of an image its alternative text; of a hotspot its label. */
  readonly text: string;
  readonly element: XmlElement;
  readonly isFixed: boolean;
  /** How many associations it may take part in; 0 = no limit. 1 where the element has no such attribute. */
  readonly matchMax: number;
  readonly matchMin: number;
  /** Ids or groups it may be matched with (`match-group`); empty = all. */
  readonly matchGroup: readonly string[];
  readonly shape: Shape | null;
  /** Names a template variable that decides whether it is shown (`template-identifier`, `show-hide`). */
  readonly template: { readonly id: string; readonly isShown: boolean } | null;
}

export interface Interaction {
  readonly kind: InteractionKind;
  /** The response identifier; empty where the file forgot it (told as a problem). */
  readonly id: string;
  /** Its element in the body (the same object, so that a renderer finds its place). */
  readonly element: XmlElement;
  readonly isInline: boolean;
  /** The prompt's words; empty without a prompt. */
  readonly promptText: string;
  /** choice, inline-choice, order, associate: the choices · match: first set · gap-match: gap texts and images · hottext: hot texts · hotspot, graphic-*: hotspots, of graphic-gap-match the gap images. */
  readonly choices: readonly Choice[];
  /** match: second set · gap-match: gaps · graphic-gap-match: hotspots; else empty. */
  readonly targets: readonly Choice[];
  readonly shuffle: boolean;
  /** Choices, associations or points wanted at least; 0 = none is fine. */
  readonly min: number;
  /** Choices, associations or points allowed at most; 0 = no limit. */
  readonly max: number;
  /** slider. */
  readonly range: {
    readonly lower: number;
    readonly upper: number;
    readonly step: number;
    readonly isReversed: boolean;
    readonly isVertical: boolean;
  } | null;
  /** text-entry, extended-text. */
  readonly text: {
    readonly expectedLength: number | null;
    readonly expectedLines: number | null;
    readonly patternMask: string | null;
    readonly placeholder: string | null;
    readonly format: string;
    readonly base: number;
    readonly stringId: string | null;
  } | null;
  /** end-attempt: the button's words. */
  readonly title: string | null;
  /** upload: accepted media types. */
  readonly mediaTypes: readonly string[];
  /** The picture or object it stands on, and media played: hrefs as written. */
  readonly assets: readonly string[];
}

export interface ResponseProcessing {
  /** The template's address, or null; of a standard template the QTI 3 address. */
  readonly template: string | null;
  readonly templateLocation: string | null;
  /** Own rules in order; they win over the template. */
  readonly rules: readonly XmlElement[];
}

export interface Feedback {
  readonly outcomeId: string;
  readonly id: string;
  readonly isShownOnMatch: boolean;
  readonly title: string | null;
  readonly element: XmlElement;
}

/** A file that a document points at. */
export interface AssetReference {
  readonly href: string;
  /** Name of the element that points at it, in QTI 3 spelling. */
  readonly element: string;
  readonly line: number;
}

export const qtiVersions = ['2.0', '2.1', '2.2', '3.0'] as const;
export type QtiVersion = (typeof qtiVersions)[number];

export interface Item {
  readonly id: string;
  readonly title: string;
  readonly label: string | null;
  readonly language: string | null;
  readonly version: QtiVersion;
  readonly isAdaptive: boolean;
  readonly isTimeDependent: boolean;
  /** Where it was read from: path in the package, or the file's name. */
  readonly file: string;
  /** The whole document in QTI 3 names, without script. */
  readonly root: XmlElement;
  readonly contexts: readonly ContextDeclaration[];
  readonly responses: readonly ResponseDeclaration[];
  readonly outcomes: readonly OutcomeDeclaration[];
  readonly templates: readonly TemplateDeclaration[];
  /** The rules of template processing in order; empty for an item without. */
  readonly templateRules: readonly XmlElement[];
  readonly body: XmlElement | null;
  /** In document order. */
  readonly interactions: readonly Interaction[];
  readonly responseProcessing: ResponseProcessing | null;
  /** Of the item as a whole; feedback inside the body stays in the tree. */
  readonly modalFeedback: readonly Feedback[];
  readonly stylesheets: readonly string[];
  readonly stimuli: readonly { readonly id: string; readonly href: string }[];
  /** Supports for accessibility (catalog-info), in the tree of `root` too. */
  readonly catalog: XmlElement | null;
  readonly assets: readonly AssetReference[];
}
