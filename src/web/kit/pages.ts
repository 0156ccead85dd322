import type { ReactNode } from 'react'
import type { Frame } from '../parts/frame.tsx'
import { Kit } from './kit.tsx'
import { WholeDesk } from './whole-desk.tsx'
import { WholeHome } from './whole-home.tsx'

type Page = (props: { readonly frame: Frame }) => ReactNode

/** The kit's pages by address without language prefix, for whoever routes them. */
export const kitPages: Readonly<Record<string, Page>> = {
  '/kit': Kit,
  '/kit/home': WholeHome,
  '/kit/desk': WholeDesk,
}
