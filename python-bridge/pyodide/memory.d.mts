/** Sets the size in megabytes that a Pyodide's memory can't grow beyond. */
export function limitMemory(python: unknown, megabytes: number): void;
