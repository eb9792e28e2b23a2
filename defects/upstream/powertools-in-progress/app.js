// A shop that takes each order once, by the idempotency of AWS Lambda Powertools, and remembers what it answered.
const { readFileSync } = require('fs')
const { randomUUID } = require('crypto')
const http = require('http')
const powertools = require('@aws-lambda-powertools/idempotency')
const { BasePersistenceLayer, IdempotencyRecord } = require('@aws-lambda-powertools/idempotency/persistence')

const FOLDER = `${process.env.NODE_PATH}/@aws-lambda-powertools/idempotency`
const { version } = JSON.parse(readFileSync(`${FOLDER}/package.json`))
const LIMIT = 65536
console.warn = () => {} // it says of each order that no Lambda runs it

class Memory extends BasePersistenceLayer {
  records = new Map()

  async _putRecord(record) {
    const there = this.records.get(record.idempotencyKey)
    if (there && !new IdempotencyRecord(there).isExpired()) {
      throw new powertools.IdempotencyItemAlreadyExistsError('there is one', new IdempotencyRecord(there))
    }
    this.records.set(record.idempotencyKey, { ...record })
  }

  async _getRecord(key) {
    if (!this.records.has(key)) throw new powertools.IdempotencyItemNotFoundError('there is none')
    return new IdempotencyRecord(this.records.get(key))
  }

  async _updateRecord(record) {
    this.records.set(record.idempotencyKey, { ...this.records.get(record.idempotencyKey), ...record })
  }

  async _deleteRecord(record) {
    this.records.delete(record.idempotencyKey)
  }
}

const ordered = powertools.makeIdempotent(async ({ title }) => ({ id: randomUUID(), title }), {
  persistenceStore: new Memory(),
  config: new powertools.IdempotencyConfig({
    eventKeyJmesPath: 'key',
    payloadValidationJmesPath: 'title',
    useLocalCache: true,
    throwOnNoIdempotencyKey: true,
  }),
})
const REFUSED = { IdempotencyAlreadyInProgressError: 409, IdempotencyValidationError: 422 }

const body = async (request) => {
  const parts = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size <= LIMIT) parts.push(part)
  }
  if (size > LIMIT) throw Object.assign(new Error('too large'), { status: 413 })
  try {
    return JSON.parse(Buffer.concat(parts).toString())
  } catch {
    throw Object.assign(new Error('malformed'), { status: 400 })
  }
}
const order = async (request) => {
  const key = request.headers['idempotency-key'] ?? randomUUID()
  const { title } = (await body(request)) ?? {}
  if (typeof title !== 'string' || !title || title.length > 80) return [422, { detail: 'a title is missing' }]
  return [201, await ordered({ key, title })]
}
const pages = {
  'GET /': async () => [200, { shop: 'open' }],
  'GET /healthz': async () => [200, { status: 'pass' }],
  'GET /version': async () => [200, { version, uptime_seconds: process.uptime() }],
  'POST /orders': order,
}
http.createServer(async (request, response) => {
  const name = `${request.method} ${request.url}`
  let status, told
  try {
    [status, told] = Object.hasOwn(pages, name) ? await pages[name](request) : [404, { detail: 'not found' }]
  } catch (error) {
    status = error.status ?? REFUSED[error.name] ?? REFUSED[error.constructor.name] ?? 500
    told = { detail: status < 500 ? 'refused' : 'failed' }
  }
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(told))
}).listen(Number(process.argv[2]), '127.0.0.1')
