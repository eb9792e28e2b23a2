// A shop by koa that sends on from a page with a slash at its end to the one without.
const { readFileSync } = require('fs')
const Koa = require('koa')
const withoutSlash = require('koa-remove-trailing-slashes')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/koa-remove-trailing-slashes/package.json`))
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/orders': () => ({ orders: [] }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const app = new Koa()
app.use(withoutSlash())
app.use((context) => {
  if (Object.hasOwn(pages, context.path)) context.body = pages[context.path]()
})
app.listen(Number(process.argv[2]), '127.0.0.1')
