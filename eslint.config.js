import js from '@eslint/js';
import globals from 'globals';

const rules = {
  complexity: ['error', 10],
  'consistent-return': 'error',
  curly: ['error', 'multi-line'],
  eqeqeq: 'error',
  'max-depth': ['error', 3],
  'max-lines': ['error', 250],
  'max-lines-per-function': ['error', { max: 40, skipComments: true }],
  'max-params': ['error', 5],
  'max-statements-per-line': ['error', { max: 1 }],
  'no-console': 'error',
  'no-nested-ternary': 'error',
  'no-shadow': 'error',
  'no-unused-vars': 'error',
  'no-use-before-define': ['error', { functions: false }],
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-template': 'error',
};

export default [
  { ignores: ['.venv/', '**/*.d.ts', 'tests/benchmarks/'] },
  js.configs.recommended,
  {
    files: ['pages/shared/player/assets/*.js'],
    languageOptions: { globals: globals.browser },
    rules,
  },
  {
    files: ['tools/static_site/served/*.js'],
    languageOptions: { globals: { ...globals.browser, ...globals.serviceworker } },
    rules,
  },
  { files: ['tools/static_site/*.mjs'], languageOptions: { globals: globals.node }, rules },
  {
    files: ['tools/static_site/served/*.mjs'],
    languageOptions: { globals: globals.es2021 },
    rules,
  },
  { files: ['tests/js/*.js', 'eslint.config.js'], languageOptions: { globals: globals.node }, rules },
];
