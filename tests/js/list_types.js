// Prints what JavaScript takes for granted of Python, as JSON: of every interface of protocol_types.d.ts the names
// of its fields, whether each may be absent, and its tag; the members of every union; and the usual values.

import { fileURLToPath } from 'node:url';
import ts from 'typescript';

import { USUAL } from '../../pages/shared/player/assets/scene_changes.js';
import { DEFAULTS } from '../../pages/shared/player/assets/scene_elements.js';

const TAGS = ['kind', 'attribute', 'growing', 'replace', 'integer'];
const FILE = fileURLToPath(new URL('../../pages/shared/player/assets/protocol_types.d.ts', import.meta.url));

const program = ts.createProgram([FILE], { strict: true, noLib: true });
const checker = program.getTypeChecker();
const source = program.getSourceFile(FILE);

/** @param {ts.Type} type */
function literal(type) {
  if (type.isLiteral()) return type.value;
  const name = checker.typeToString(type);
  return name === 'true' || name === 'false' ? name === 'true' : undefined;
}

/** @param {ts.InterfaceDeclaration} node */
function described(node) {
  const type = checker.getTypeAtLocation(node);
  /** @type {Record<string, boolean>} */
  const optional = {};
  /** @type {Record<string, unknown>} */
  const tag = {};
  for (const property of checker.getPropertiesOfType(type)) {
    optional[property.name] = Boolean(property.flags & ts.SymbolFlags.Optional);
    const value = literal(checker.getTypeOfSymbolAtLocation(property, node));
    if (TAGS.includes(property.name) && value !== undefined) tag[property.name] = value;
  }
  return { optional, tag };
}

/** @param {ts.TypeAliasDeclaration} node */
function members({ type }) {
  return ts.isUnionTypeNode(type) ? type.types.map((one) => one.getText(source).replaceAll("'", '')) : [];
}

/** @type {Record<string, unknown>} */
const interfaces = {};
/** @type {Record<string, string[]>} */
const unions = {};
for (const node of source?.statements ?? []) {
  if (ts.isInterfaceDeclaration(node)) interfaces[node.name.text] = described(node);
  else if (ts.isTypeAliasDeclaration(node)) unions[node.name.text] = members(node);
}
process.stdout.write(JSON.stringify({ interfaces, unions, defaults: DEFAULTS, usual: USUAL }));
