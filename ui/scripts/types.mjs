/**
 * Writes src/api/generated/commands.ts from the JSON Schema of all commands, which the core makes from its own
 * types, and window-verbs.ts beside it from window-verbs.schema.json, which a test of the shell keeps true to the
 * shell's. With --check it writes nothing and fails when a file on disk differs.
 *
 * Environment: DRAGOMAN_BIN, the built `dragoman` (default: on the PATH).
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';

const generated = new URL('../src/api/generated/', import.meta.url);
const bin = process.env.DRAGOMAN_BIN ?? 'dragoman';
const schema = JSON.parse(
  execFileSync(bin, ['apply', '--schema'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
);

const verbs = JSON.parse(readFileSync(new URL('window-verbs.schema.json', generated), 'utf8'));

/** One interface with a member for each command: what it asks for and what it answers. */
async function interfaceOf(name, { about, from }, { 'x-commands': commands, $defs }) {
  const entries = Object.entries(commands);
  const member = ([name, { about, access, request, answer }]) => [
    name,
    {
      description: access === undefined ? about : `${about} (${access})`,
      type: 'object',
      properties: { request, answer },
      required: ['request', 'answer'],
      additionalProperties: false,
    },
  ];
  const whole = {
    title: name,
    description: about,
    type: 'object',
    properties: Object.fromEntries(entries.map(member)),
    required: entries.map(([name]) => name),
    additionalProperties: false,
    $defs,
  };
  const body = await compile(whole, name, {
    bannerComment: `// Generated from ${from} (\`npm run types\`); do not edit.`,
    additionalProperties: false,
    unreachableDefinitions: true,
    style: { singleQuote: true, printWidth: 110 },
  });
  const references = new RegExp(
    `(\\n \\*)?\\n \\* This interface was referenced by \`${name}\`'s JSON-Schema\\n \\* via the \`definition\` "\\w+"\\.`,
    'g',
  );
  return body.replace(references, '');
}

const writes = Object.entries(schema['x-commands'])
  .filter(([, { access }]) => access === 'write')
  .map(([name]) => `  '${name}',`);
const commands = await interfaceOf(
  'Commands',
  {
    about: 'Every command of the core: what it asks for and what it answers.',
    from: 'the JSON Schema of all commands',
  },
  schema,
);
const files = {
  'commands.ts': `${commands}
/** The commands that change something. */
export const WRITES: ReadonlySet<keyof Commands> = new Set<keyof Commands>([
${writes.join('\n')}
]);
`,
  'window-verbs.ts': await interfaceOf(
    'WindowVerbs',
    {
      about: 'Every verb of the desktop shell: what it asks for and what it answers.',
      from: 'window-verbs.schema.json',
    },
    verbs,
  ),
};

for (const [name, text] of Object.entries(files)) {
  const target = new URL(name, generated);
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text);
  } else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error(`src/api/generated/${name} is out of date: run \`cargo xtask types\``);
    process.exitCode = 1;
  }
}
