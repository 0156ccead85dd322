import type { FastifyInstance } from 'fastify'
import type { Site } from '../site/site.ts'

/** The desk: the same cases with more to do. */
export function addDeskPages(_app: FastifyInstance, _site: Site): void {}
