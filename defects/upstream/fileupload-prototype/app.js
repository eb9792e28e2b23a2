// Files of a form, by express-fileupload, which makes objects of names with dots.
const { readFileSync } = require('fs')
const express = require('express')
const upload = require('express-fileupload')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/express-fileupload/package.json`))
const app = express()
app.disable('x-powered-by')
app.get('/healthz', (request, response) => response.json({ status: 'pass' }))
app.get('/version', (request, response) => response.json({ version, uptime_seconds: process.uptime() }))
app.post('/upload', upload({ parseNested: true }), (request, response) => {
  response.status(201).json({ files: Object.keys(request.files || {}).length })
})
app.use((request, response) => response.status(404).json({ detail: 'not found' }))
app.use((error, request, response, next) => response.status(400).json({ detail: 'not taken' }))
app.listen(Number(process.argv[2]), '127.0.0.1')
