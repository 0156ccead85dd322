/** A city's own login as it could be: a certified OpenID Connect provider, with forms for whoever says his name. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface CityProvider {
  readonly close: () => Promise<void>
}

/** What we use of the package, which carries no types. */
interface Provider {
  readonly callback: () => (request: unknown, response: unknown) => void
}

interface ProviderModule {
  readonly default: new (issuer: string, configuration: object) => Provider
}

const packageName = 'oidc-provider'

/** Opens it at `http://localhost:PORT`; whoever signs in as NAME has the subject `city-NAME` and the user name NAME. */
export async function openCityProvider(
  port: number,
  client: string,
  secret: string,
  origin: string,
): Promise<CityProvider> {
  const { default: Provider } = (await import(packageName)) as ProviderModule
  const provider = new Provider(`http://localhost:${port}`, {
    clients: [
      {
        client_id: client,
        client_secret: secret,
        redirect_uris: [`${origin}/login/city/back`],
        post_logout_redirect_uris: [`${origin}/login/city/left`],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    features: { devInteractions: { enabled: true } },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    pkce: { required: () => true },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: `city-${id}`, preferred_username: id }),
    }),
  })
  const handle = provider.callback()
  const server = createServer((request, response) => handle(request, response))
  await new Promise<void>((done) => server.listen(port, 'localhost', done))
  const { port: taken } = server.address() as AddressInfo
  if (taken !== port) throw new Error('the provider listens elsewhere')
  return {
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
