const base = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^millrace$': '<rootDir>/src/index.ts',
    '^millrace/python/node$': '<rootDir>/python-bridge/node.ts',
    '^millrace/codegen$': '<rootDir>/codegen/index.ts',
  },
  transform: { '^.+\\.tsx?$': '<rootDir>/test/tooling/esbuild-transform.mjs' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.types'],
  testTimeout: 120_000,
};

export default {
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', 'python-bridge/**/*.ts', 'codegen/**/*.ts'],
  projects: [
    {
      ...base,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
    },
  ],
};
