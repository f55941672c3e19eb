import { createContext } from 'preact';
import type { ComponentChildren, FunctionComponent } from 'preact';
import { useContext } from 'preact/hooks';
import { readValues } from './answer-lines.ts';
import { listAsked, numberOf } from './content.ts';
import type { Content, PresentedElement } from './content.ts';

/** What draws one interaction. */
export type Widget = FunctionComponent<{ readonly node: PresentedElement }>;

interface Answering {
  readonly content: Content;
  readonly lines: readonly string[];
  readonly widgets: Readonly<Record<string, Widget>>;
  readonly put: (response: string, values: readonly string[]) => void;
}

/** The answer of the question that is drawn, and the way to change it. */
export const AnsweringContext = createContext<Answering>({
  content: [],
  lines: [],
  widgets: {},
  put: () => undefined,
});

/** How the gaps or text choices of the interaction around them are drawn; elsewhere they are their text. */
export const SpotContext = createContext<((node: PresentedElement) => ComponentChildren) | null>(null);

export interface Answer {
  readonly response: string;
  readonly lines: readonly string[];
  readonly values: readonly string[];
  /** 0: any number. */
  readonly max: number;
  readonly min: number;
  /** Place among the interactions of the question, from 1, and how many there are. */
  readonly place: number;
  readonly of: number;
  readonly isFull: boolean;
  readonly put: (values: readonly string[]) => void;
}

/** The answer to one interaction; the caller is drawn again when the answer of the question changes. */
export function useAnswer(node: PresentedElement): Answer {
  const { content, lines, put } = useContext(AnsweringContext);
  const response = node.attributes['response'] ?? '';
  const values = readValues(lines, response);
  const max = Math.max(0, numberOf(node, 'max'));
  const asked = listAsked(content);
  return {
    response,
    lines,
    values,
    max,
    min: Math.max(0, numberOf(node, 'min')),
    place: asked.findIndex((each) => each.node === node) + 1,
    of: asked.length,
    isFull: max > 1 && values.length >= max,
    put: (next) => put(response, next),
  };
}
