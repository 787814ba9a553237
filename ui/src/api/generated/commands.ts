// Generated from the core's JSON Schema of all commands; do not edit.

export interface Commands {
  [name: string]: { request: unknown; answer: unknown };
}
