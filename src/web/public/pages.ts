import type { FastifyInstance } from 'fastify'
import type { Site } from '../site/site.ts'

/** The portal: what everybody may read, and the two things a citizen does. */
export function addPublicPages(_app: FastifyInstance, _site: Site): void {}
