import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Display, displayOf } from '../../src/web/parts/display.ts'
import { type Asset, type Assets, buildAssets } from '../../src/web/style/build.ts'

export interface StaticSite {
  readonly origin: string
  readonly close: () => Promise<void>
}

/** Renders one address; null for an address that the site does not have. */
export type Render = (path: string, display: Display, assets: Assets) => string | null

/** The policy of the product: nothing inline, nothing from elsewhere. */
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'"

/** A tiny server for pages that are pure functions, with the stylesheet, the icon and the product's policy. */
export async function serveStatic(render: Render): Promise<StaticSite> {
  const assets = buildAssets(join(tmpdir(), 'luoshi-test-assets'))
  const files = new Map<string, Asset>([assets.style, assets.icon].map((asset) => [`/assets/${asset.name}`, asset]))
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const asset = files.get(path)
    if (asset) {
      response.writeHead(200, { 'content-type': asset.type }).end(asset.bytes)
      return
    }
    const html = render(path, displayOf(request.headers.cookie), assets)
    response
      .writeHead(html === null ? 404 : 200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
      })
      .end(html ?? 'no such page')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((done) => server.close(() => done())),
  }
}
