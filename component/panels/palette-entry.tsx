/** One node type of the palette. */
import type { DragEvent, KeyboardEvent, ReactElement } from 'react';
import type { NodeType } from '../../src/config/config.js';
import { useEditor } from '../editor-context.js';
import { LanguageIcon } from '../icons/language-icon.js';
import { categoryText } from '../menu/search-types.js';
import { signatureText } from '../menu/variants.js';
import { DRAG_HOLD, NODE_DRAG_TYPE } from '../node-drag.js';

export interface PaletteEntryProps {
  readonly type: NodeType;
  /** Says its category, where it is not listed under it. @default false */
  readonly withCategory?: boolean;
}

/** A node type to drag onto the canvas, or to add with a click or Enter. */
export function PaletteEntry({ type, withCategory = false }: PaletteEntryProps): ReactElement {
  const { addNode, readOnly } = useEditor();
  const { label, description, source } = type;
  const category = withCategory ? categoryText(type) : '';
  const isVariant = type.variantOf !== undefined;
  const add = (): void => {
    if (!readOnly) addNode(type.type);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    add();
  };
  return (
    <li>
      {/* Not a button element: Firefox drags none. */}
      <div
        className="mr-palette-entry"
        role="button"
        tabIndex={0}
        aria-disabled={readOnly ? true : undefined}
        title={description === undefined ? label : `${label}\n${description}`}
        draggable={!readOnly}
        data-mr-row
        data-variant={isVariant && !withCategory ? '' : undefined}
        onClick={add}
        onKeyDown={press}
        onDragStart={(event) => startDrag(event, type)}
      >
        <LanguageIcon language={source?.language} />
        <span className="mr-palette-name">
          {label}
          {isVariant && <span className="mr-muted"> {signatureText(type)}</span>}
        </span>
        {category !== '' && <span className="mr-palette-count">{category}</span>}
      </div>
    </li>
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
