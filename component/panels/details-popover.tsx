/** A node's inputs or its error beside its card. Loaded when the first one is asked for. */
import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { own } from '../../src/config/document.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { useEditor, useEditorState } from '../editor-context.js';
import { usePopup } from '../menu/use-popup.js';
import type { Point } from '../surface/geometry.js';
import { titleOf } from '../surface/node-title.js';
import { useText } from '../text/use-text.js';
import type { DetailsRequest } from './details.js';
import { IconButton } from './icon-button.js';
import { InputFields } from './inputs-tab.js';
import { OutputTab } from './output-tab.js';

export interface DetailsPopoverProps {
  readonly request: DetailsRequest;
  readonly onClose: () => void;
}

/** A dialog beside what was pressed; Escape and a press elsewhere close it. */
export function DetailsPopover({ request, onClose }: DetailsPopoverProps): ReactElement | null {
  const { nodeTypes } = useEditor();
  const node = useEditorState((state) => own(state.graph.nodes, request.nodeId));
  if (node === undefined) return null;
  const title = titleOf(node, nodeTypes.get(node.type));
  return <Dialog {...{ request, onClose, node, title }} />;
}

interface DialogProps extends DetailsPopoverProps {
  readonly node: GraphNode;
  readonly title: string;
}

const FIELDS = 'input, select, textarea, [contenteditable="true"]';

function Dialog({ request, onClose, node, title }: DialogProps): ReactElement {
  const text = useText();
  const popup = usePopup({ at: besideOf(request.anchor), onClose });
  useEffect(() => {
    const element = popup.current;
    if (element === null) return undefined;
    const body = element.querySelector('.mr-details-body');
    const first = body?.querySelector<HTMLElement>(FIELDS) ?? element.querySelector('button');
    first?.focus({ preventScroll: true });
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
    };
    // Not React's: the canvas round it hears a key before React does, and would act on it.
    element.addEventListener('keydown', press);
    return () => element.removeEventListener('keydown', press);
  }, [popup, onClose]);
  return (
    <div className="mr-details" ref={popup} role="dialog" aria-label={title} data-mr-press>
      <div className="mr-details-head">
        <h2 className="mr-details-title">{title}</h2>
        <IconButton icon="close" label={text.controls.close} onClick={onClose} />
      </div>
      <div className="mr-details-body">
        {request.tab === 'output' ? (
          <OutputTab node={node} />
        ) : (
          <InputFields node={node} portName={request.portName} />
        )}
      </div>
    </div>
  );
}

function besideOf(anchor: Element): Point {
  const { left, bottom } = anchor.getBoundingClientRect();
  return { x: left, y: bottom + 4 };
}
