/** What the core comes to where code can't be made from text. */
import type { CoreReport } from './core.js';

const outcomes = {
  total: 6,
  moved: { x: 10, at: '2026-01-31', _note: 'n' },
  bad: 'input-mismatch',
  after: 'skipped',
  tree: { a: { a: {} } },
  odd: 'schema-needs-ajv',
};

/** The same everywhere. */
export const EXPECTED: CoreReport = {
  evaluates: false,
  issues: [],
  fit: 'widened',
  sync: outcomes,
  async: outcomes,
  replayed: {
    total: 'success',
    moved: 'success',
    bad: 'error',
    after: 'skipped',
    tree: 'success',
    odd: 'error',
  },
};
