import { availableParallelism } from 'node:os';

const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^millrace$': '<rootDir>/src/index.ts',
    '^millrace/python/node$': '<rootDir>/python-bridge/node.ts',
    '^millrace/codegen$': '<rootDir>/codegen/index.ts',
  },
  transform: { '^.+\\.tsx?$': '<rootDir>/test/tooling/esbuild-transform.mjs' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.types'],
};

export default {
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', 'python-bridge/**/*.ts', 'codegen/**/*.ts'],
  // Jest's own choice on two cores is one worker, and a booting Pyodide holds up everything else.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testTimeout: 120_000,
  projects: [
    {
      ...base,
      displayName: 'node',
      testMatch: ['<rootDir>/test/**/*.test.{ts,mjs}'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/package/'],
    },
    {
      ...base,
      displayName: 'package',
      globalSetup: '<rootDir>/test/package/global-setup.mjs',
      globalTeardown: '<rootDir>/test/package/global-teardown.mjs',
      testMatch: ['<rootDir>/test/package/*.test.ts'],
    },
  ],
};
