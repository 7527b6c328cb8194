// Holds src/api.ts, which the pages were written for, against the interface document of a running
// server: every field that a page may read must be there under its name.

import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** Answers what is missing, one line each. */
export async function missing(base) {
  const document = await (await fetch(`${base}/api/v1/openapi.json`)).json();
  const schemas = document.components.schemas;
  const file = new URL('../src/api.ts', import.meta.url);
  const source = ts.createSourceFile('api.ts', readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const interfaces = new Map(source.statements.filter(ts.isInterfaceDeclaration).map((i) => [i.name.text, i]));
  const gaps = [];

  for (const [name, declared] of interfaces) {
    if (schemas[name]) compare(name, declared.members, schemas[name]);
    for (const clause of declared.heritageClauses ?? [])
      for (const parent of clause.types) {
        const from = interfaces.get(parent.expression.getText());
        if (from && schemas[name]) compare(name, from.members, schemas[name]);
      }
  }
  for (const name of ['Operation', 'Plan', 'Picture', 'LiveConvoy', 'ConvoyPage', 'FigureSources', 'StatementRow', 'Balance', 'Replan', 'Proposal', 'Worth', 'Changes', 'Moved', 'ConvoyChange', 'ConvoyFace', 'Assumption', 'Devices', 'ClaimsPage', 'ComparedClaims', 'Proposals', 'ProposedClaim', 'ProposedIncident', 'DeviceState', 'Grant', 'SealedUpTo', 'Taken'])
    if (!schemas[name]) gaps.push(`the document has no ${name}`);
  return [...new Set(gaps)];

  function compare(path, members, schema) {
    const fields = properties(schema);
    for (const member of members) {
      if (!ts.isPropertySignature(member)) continue;
      const field = member.name.getText();
      if (!fields[field]) {
        if (!member.questionToken) gaps.push(`${path}.${field} is not in the document`);
        continue;
      }
      const inner = literal(member.type);
      if (inner) compare(`${path}.${field}`, inner.members, fields[field]);
    }
  }
  /** The object written in place inside a type, under arrays and unions. */
  function literal(type) {
    if (!type) return null;
    if (ts.isTypeLiteralNode(type)) return type;
    if (ts.isArrayTypeNode(type)) return literal(type.elementType);
    if (ts.isUnionTypeNode(type)) return type.types.map(literal).find(Boolean) ?? null;
    return null;
  }
  /** The fields of a schema, through references, arrays and what it is put together from. */
  function properties(schema) {
    if (!schema) return {};
    if (schema.$ref) return properties(schemas[schema.$ref.split('/').pop()]);
    if (schema.items) return properties(schema.items);
    const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
    return Object.assign({}, ...parts.map(properties), schema.properties);
  }
}
