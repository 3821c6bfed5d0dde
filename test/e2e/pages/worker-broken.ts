/** A worker entry that fails while it is loaded. */
throw new Error('no such table: prices');
