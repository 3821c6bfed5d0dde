/** One node type of the palette. */
import type { DragEvent, ReactElement } from 'react';
import type { NodeType } from '../../src/config/config.js';
import { useEditor } from '../editor-context.js';
import { LanguageIcon } from '../icons/language-icon.js';
import { MatchedText } from '../menu/matched-text.js';
import { categoryText } from '../menu/search-types.js';
import { signatureText } from '../menu/variants.js';
import { DRAG_HOLD, NODE_DRAG_TYPE } from '../node-drag.js';
import type { TypeRow } from './palette-rows.js';

export interface PaletteEntryProps {
  readonly row: TypeRow;
  /** Tab leads to this one of the tree's rows. */
  readonly isStop: boolean;
  readonly onAdd: (type: NodeType) => void;
}

/** A node type to drag onto the canvas, or to add with a click or Enter. */
export function PaletteEntry({ row, isStop, onAdd }: PaletteEntryProps): ReactElement {
  const { readOnly } = useEditor();
  const { nodeType, level, ranges } = row;
  const { label, description, source } = nodeType;
  // Found, it is not listed under its category.
  const category = ranges === undefined ? '' : categoryText(nodeType);
  const isVariant = nodeType.variantOf !== undefined;
  return (
    <div
      className="mr-palette-entry"
      role="treeitem"
      aria-level={level}
      tabIndex={isStop ? 0 : -1}
      aria-disabled={readOnly ? true : undefined}
      title={description === undefined ? label : `${label}\n${description}`}
      draggable={!readOnly}
      data-mr-row={row.key}
      data-level={level}
      data-variant={isVariant && ranges === undefined ? '' : undefined}
      onClick={() => onAdd(nodeType)}
      onDragStart={(event) => startDrag(event, nodeType)}
    >
      <LanguageIcon language={source?.language} />
      <span className="mr-palette-name">
        <MatchedText text={label} ranges={ranges} />
        {isVariant && <span className="mr-muted"> {signatureText(nodeType)}</span>}
      </span>
      {category !== '' && <span className="mr-palette-count">{category}</span>}
    </div>
  );
}

function startDrag({ currentTarget, dataTransfer }: DragEvent<HTMLElement>, type: NodeType): void {
  dataTransfer.setData(NODE_DRAG_TYPE, type.type);
  dataTransfer.effectAllowed = 'copy';
  const root = currentTarget.closest('.millrace');
  if (root === null) return;
  const picture = document.createElement('div');
  picture.className = 'mr-drag-picture';
  picture.append(...[...currentTarget.children].slice(0, 2).map((child) => child.cloneNode(true)));
  root.append(picture);
  dataTransfer.setDragImage(picture, DRAG_HOLD.x, DRAG_HOLD.y);
  // The browser takes the picture when this handler has returned.
  setTimeout(() => picture.remove());
}
