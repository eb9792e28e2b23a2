// A shop whose probes are lightship's, on a port of their own; told to stop, it serves on for some seconds.
const { readFileSync } = require('fs')
const http = require('http')

const SECONDS = 4
const folder = `${process.env.NODE_PATH}/lightship`
const { exports: ways, version } = JSON.parse(readFileSync(`${folder}/package.json`))
const product = async () => ways ? import(`${folder}/${ways['.'].import}`) : require('lightship')
const pages = {
  '/': () => ({ shop: 'open' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const server = http.createServer((request, response) => {
  const page = Object.hasOwn(pages, request.url) ? pages[request.url] : undefined
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
})
const begin = async () => {
  const { createLightship } = await product()
  const lightship = await createLightship({
    detectKubernetes: false,
    port: Number(process.argv[3]),
    shutdownDelay: 0,
    gracefulShutdownTimeout: 60000,
    shutdownHandlerTimeout: 30000,
  })
  lightship.registerShutdownHandler(async () => {
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000))
    server.close()
    server.closeAllConnections()
  })
  server.listen(Number(process.argv[2]), '127.0.0.1', () => lightship.signalReady())
}
begin()
