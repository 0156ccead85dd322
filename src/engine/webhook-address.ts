import { lookup as resolved } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Networks that are nobody's on the open internet (IANA special-purpose registries), and those that lead into IPv4 through IPv6. */
const networks: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

const inside = new BlockList()
for (const [network, prefix] of networks) inside.addSubnet(network, prefix, familyOf(network))

/** Whether an address leads into a network that is not public: our own machine, our own network, a cloud's own services. */
export function isPrivateAddress(address: string): boolean {
  // An address of IPv4 in the clothes of IPv6 is judged by the rules of IPv4.
  return isIP(address) === 0 || inside.check(address, familyOf(address))
}

/** What may not be called, and why. */
export type AddressFault = 'no-address' | 'no-tls' | 'credentials' | 'private-address'

/** What is wrong with an address before anything is resolved; null where nothing is. Example: 'http://10.0.0.1/' → 'no-tls'. */
export function addressFault(text: string, allowsPrivate: boolean): AddressFault | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'no-address'
  if (url.username !== '' || url.password !== '') return 'credentials'
  if (allowsPrivate) return null
  if (url.protocol !== 'https:') return 'no-tls'
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(host) !== 0 && isPrivateAddress(host) ? 'private-address' : null
}

const isPrivateFault = (): NodeJS.ErrnoException =>
  Object.assign(new Error('a private address'), { code: 'private-address' })

/**
 * Resolves a name and refuses it if any of its addresses is private. The connection is made to the address that was judged:
 * a name that answers otherwise a moment later leads nowhere else.
 */
export const publicLookup: LookupFunction = (host, options, answer) => {
  resolved(host, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error || !first) {
      answer(error ?? isPrivateFault(), '', 4)
    } else if (addresses.some(({ address }) => isPrivateAddress(address))) {
      answer(isPrivateFault(), '', 4)
    } else if (options.all) {
      answer(null, addresses)
    } else {
      answer(null, first.address, first.family)
    }
  })
}
