/** What goes with the canvas and is on none of its cards. */
import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { DetailsLayer } from '../panels/details-layer.js';
import { useText } from '../text/use-text.js';
import type { EditorModel } from '../use-editor-model.js';
import { countElapsed } from './count-elapsed.js';
import { WireValues } from './wire-values.js';

/** Elapsed times, what flowed through wires, and the popover of what a card has no room for. */
export function CanvasExtras({ model }: { model: EditorModel }): ReactElement {
  const { store, surface, context } = model;
  const { elapsed } = useText().status;
  const { statuses } = context;
  useEffect(() => {
    const ids = Object.keys(store.getState().graph.nodes);
    const find = (id: string): Element | undefined => surface.nodes.get(id);
    return countElapsed(statuses, { ids, find, format: elapsed });
  }, [store, surface, statuses, elapsed]);
  return (
    <>
      <WireValues model={model} />
      <DetailsLayer />
    </>
  );
}
