// Makes TypeScript run as it is. Node itself takes the types out of a file without JSX and changes nothing else: every
// position stays, and the code is what was written. (tsx alone rewrites it with esbuild, which also wraps every inner
// function to keep its name: 8 % of Node's time a move in `bench act`.) Files with JSX go through tsx. What was compiled is kept
// beside the packages, not in a folder that other users of the machine can write to.
import { readFileSync } from 'node:fs'
import { enableCompileCache, registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/code', import.meta.url)))
register()
registerHooks({
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context)
    return { format: 'module-typescript', source: readFileSync(fileURLToPath(url), 'utf8'), shortCircuit: true }
  },
})
