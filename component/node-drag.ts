/** What a dragged node type is called in a `DataTransfer`; a host's own palette may drag it, too. */
export const NODE_DRAG_TYPE = 'application/x-millrace-node';

/** Where the pointer is on a dragged node, in pixels from its corner: on the header. */
export const DRAG_HOLD = { x: 80, y: 18 } as const;
