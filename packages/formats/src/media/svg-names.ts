// What of SVG 2 (W3C) may stay: what draws. Nothing that runs, loads or leads elsewhere.

const list = (names: string): ReadonlySet<string> => new Set(names.split(' '));

export const svgNamespace = 'http://www.w3.org/2000/svg';
export const xlinkNamespace = 'http://www.w3.org/1999/xlink';

export const elements = list(
  'svg g defs symbol use switch title desc style path rect circle ellipse line polyline polygon text tspan textPath ' +
    'linearGradient radialGradient stop pattern clipPath mask marker image view ' +
    'filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap ' +
    'feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology ' +
    'feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence ' +
    'animate animateMotion animateTransform set mpath',
);

/** Elements whose text is shown or read. */
export const textual = list('title desc style text tspan textPath');

export const animations = list('animate animateMotion animateTransform set');

/** Attributes of form and place. */
const geometry =
  'id class lang xml:lang xml:space version viewBox preserveAspectRatio width height x y x1 x2 y1 y2 cx cy r rx ry fx fy fr ' +
  'd points pathLength transform gradientUnits gradientTransform spreadMethod offset patternUnits patternContentUnits ' +
  'patternTransform clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient ' +
  'dx dy rotate textLength lengthAdjust startOffset method spacing side systemLanguage requiredFeatures type media ' +
  'filterUnits primitiveUnits in in2 result mode values operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY ' +
  'edgeMode preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent kernelUnitLength scale ' +
  'xChannelSelector yChannelSelector azimuth elevation pointsAtX pointsAtY pointsAtZ limitingConeAngle stdDeviation radius ' +
  'baseFrequency numOctaves seed stitchTiles tableValues slope intercept amplitude exponent z';
/** Properties of style as attributes. */
const presentation =
  'alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters color-rendering ' +
  'direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font font-family font-size ' +
  'font-size-adjust font-stretch font-style font-variant font-weight glyph-orientation-horizontal glyph-orientation-vertical ' +
  'image-rendering isolation letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask mask-type ' +
  'mix-blend-mode opacity overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray ' +
  'stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration ' +
  'text-rendering transform-origin unicode-bidi vector-effect visibility word-spacing writing-mode';
const timing =
  'attributeName attributeType begin dur end min max restart repeatCount repeatDur fill calcMode keyTimes keySplines from to by ' +
  'additive accumulate keyPoints path origin';

export const attributes = list(`style ${geometry} ${presentation} ${timing}`);

/** What an animation may change: nothing that names, leads or loads. */
export const animated = list(
  `${geometry} ${presentation}`.replace(/^id class lang xml:lang xml:space version /, ''),
);
