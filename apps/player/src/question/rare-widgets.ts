// The widgets that few papers need, in a file of their own: see rare.tsx.
import { GraphicAssociate, GraphicGapMatch, GraphicOrder, Hotspot } from './area-widgets.tsx';
import { Play } from './play-widget.tsx';
import { Points } from './point-widgets.tsx';
import { Slider } from './slider-widget.tsx';

export const rareWidgets = {
  hotspot: Hotspot,
  'graphic-order': GraphicOrder,
  'graphic-associate': GraphicAssociate,
  'graphic-gap-match': GraphicGapMatch,
  'select-point': Points,
  'position-object': Points,
  slider: Slider,
  media: Play,
};
