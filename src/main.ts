#!/usr/bin/env node
import { createProgram } from './commands/program.js'

try {
  await createProgram(process.env).parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
