/** The module the page's functions are imported as; the type ids of their nodes begin with it. */
export const MODULE = 'mine';
