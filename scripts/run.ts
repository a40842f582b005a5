import { bench, build, faults, format, lint, schema, typecheck } from './commands/catalogue.ts';
import { type Command, runCommand } from './commands/command.ts';

const COMMANDS: Record<string, (args: string[]) => Command[]> = { bench, build, faults, format, lint, schema, typecheck };

const [name = '', ...args] = process.argv.slice(2);
const commands = COMMANDS[name]?.(args);
if (!commands) {
  console.error(`There is no command "${name}"; there are ${Object.keys(COMMANDS).join(', ')}.`);
  process.exit(2);
}
const failed: string[] = [];
for (const command of commands) if (!(await runCommand(command))) failed.push(command.title);
if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);
