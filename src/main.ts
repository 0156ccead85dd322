/** The roof: every command of `./luoshi` starts here. */
export async function main(args: readonly string[]): Promise<void> {
  process.stderr.write(`luoshi: unknown command ${args[0] ?? ''}\n`)
  process.exitCode = 2
}
