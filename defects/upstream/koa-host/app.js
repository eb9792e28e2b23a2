// A sign-in by koa that sends a link to whoever forgot the password.
const { readFileSync } = require('fs')
const Koa = require('koa')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/koa/package.json`))
const pages = {
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
  '/forgotten': (context) => ({ link: `https://${context.hostname}/reset?token=abc` }),
}
const app = new (Koa.default || Koa)()
app.use((context) => {
  const page = Object.hasOwn(pages, context.path) && pages[context.path]
  context.status = page ? 200 : 404
  context.body = page ? page(context) : { detail: 'not found' }
})
app.listen(Number(process.argv[2]), '127.0.0.1')
