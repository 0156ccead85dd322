import { describe, expect, test } from 'vitest'
import { addressFault, isPrivateAddress, publicLookup } from './webhook-address.ts'

describe('an address', () => {
  test.each([
    ['https://events.example.cn/luoshi', null],
    ['https://93.184.216.34/', null],
    ['http://events.example.cn/', 'no-tls'],
    ['ftp://events.example.cn/', 'no-address'],
    ['events.example.cn', 'no-address'],
    ['https://me:secret@events.example.cn/', 'credentials'],
    ['https://127.0.0.1/', 'private-address'],
    ['https://0x7f000001/', 'private-address'],
    ['https://2130706433/', 'private-address'],
    ['https://169.254.169.254/latest/meta-data', 'private-address'],
    ['https://[::1]/', 'private-address'],
    ['https://[::ffff:10.0.0.1]/', 'private-address'],
    ['https://[fd00::1]/', 'private-address'],
    ['https://[64:ff9b::7f00:1]/', 'private-address'],
  ])('%s: %s', (address, fault) => {
    expect(addressFault(address, false)).toBe(fault)
  })

  test('of our own network is allowed where the operator says so, but never with a password in it', () => {
    expect([addressFault('http://10.0.0.1/', true), addressFault('http://me:x@10.0.0.1/', true)]).toEqual([
      null,
      'credentials',
    ])
  })
})

test.each([
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  'fe80::1',
  '::',
  'nonsense',
])('%s is private', (address) => {
  expect(isPrivateAddress(address)).toBe(true)
})

test.each(['93.184.216.34', '172.32.0.1', '2606:2800:220:1::1'])('%s is not', (address) => {
  expect(isPrivateAddress(address)).toBe(false)
})

test('a name that leads to our own machine is not resolved', async () => {
  const { promise, resolve } = Promise.withResolvers<string | undefined>()

  publicLookup('localhost', {}, (error) => resolve(error?.code))

  expect(await promise).toBe('private-address')
})
